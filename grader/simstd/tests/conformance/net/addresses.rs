//! Addresses are std's own, and numbers can be turned into socket addresses.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, SocketAddrV4, SocketAddrV6, ToSocketAddrs};

fn all(from: impl ToSocketAddrs) -> Vec<SocketAddr> {
    from.to_socket_addrs().unwrap().collect()
}

fn main() {
    let v4 = SocketAddrV4::new(Ipv4Addr::LOCALHOST, 80);
    let v6 = SocketAddrV6::new(Ipv6Addr::LOCALHOST, 81, 0, 0);
    println!("{:?} {:?} {:?}", all(v4), all(v6), all(SocketAddr::V4(v4)));
    println!("{:?} {:?}", all(("127.0.0.1", 7)), all(("::1".to_string(), 7)));
    println!(
        "{:?} {:?} {:?}",
        all("10.0.0.1:9"),
        all("[::1]:9".to_string()),
        all(&"1.2.3.4:5")
    );
    println!(
        "{:?} {:?}",
        all((Ipv4Addr::BROADCAST, 1)),
        all((Ipv6Addr::UNSPECIFIED, 1))
    );
    println!("{:?}", all(&[SocketAddr::V6(v6), SocketAddr::V4(v4)][..]));
    println!(
        "{:?} {:?}",
        all((IpAddr::V4(Ipv4Addr::LOCALHOST), 2)),
        Shutdown::Both
    );
    println!(
        "{} {}",
        "nonsense".to_socket_addrs().unwrap_err(),
        "a:b".to_socket_addrs().unwrap_err()
    );
    println!("{:?}", "1.2.3".parse::<IpAddr>().unwrap_err());
}
