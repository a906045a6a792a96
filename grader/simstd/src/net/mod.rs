//! `std::net`: addresses are std's own, sockets are not modelled.

mod addresses;

pub use ::std::net::{
    AddrParseError, IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, SocketAddrV4, SocketAddrV6,
};
pub use addresses::ToSocketAddrs;

use crate::io;
use crate::refused::{refused, unmade, unread, unwritten};
use core::time::Duration;

unmade! {
    /// A listening TCP socket.
    TcpListener {
        fn local_addr(&self) -> io::Result<SocketAddr>;
        fn try_clone(&self) -> io::Result<TcpListener>;
        fn accept(&self) -> io::Result<(TcpStream, SocketAddr)>;
        fn incoming(&self) -> Incoming<'_>;
        fn set_ttl(&self, ttl: u32) -> io::Result<()>;
        fn ttl(&self) -> io::Result<u32>;
        fn take_error(&self) -> io::Result<Option<io::Error>>;
        fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
    }
    /// A TCP connection.
    TcpStream {
        fn peer_addr(&self) -> io::Result<SocketAddr>;
        fn local_addr(&self) -> io::Result<SocketAddr>;
        fn shutdown(&self, how: Shutdown) -> io::Result<()>;
        fn try_clone(&self) -> io::Result<TcpStream>;
        fn set_read_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
        fn set_write_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
        fn read_timeout(&self) -> io::Result<Option<Duration>>;
        fn write_timeout(&self) -> io::Result<Option<Duration>>;
        fn peek(&self, buf: &mut [u8]) -> io::Result<usize>;
        fn set_nodelay(&self, nodelay: bool) -> io::Result<()>;
        fn nodelay(&self) -> io::Result<bool>;
        fn set_ttl(&self, ttl: u32) -> io::Result<()>;
        fn ttl(&self) -> io::Result<u32>;
        fn take_error(&self) -> io::Result<Option<io::Error>>;
        fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
    }
    /// A UDP socket.
    UdpSocket {
        fn recv_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)>;
        fn peek_from(&self, buf: &mut [u8]) -> io::Result<(usize, SocketAddr)>;
        fn send_to(&self, buf: &[u8], addr: impl ToSocketAddrs) -> io::Result<usize>;
        fn peer_addr(&self) -> io::Result<SocketAddr>;
        fn local_addr(&self) -> io::Result<SocketAddr>;
        fn try_clone(&self) -> io::Result<UdpSocket>;
        fn set_read_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
        fn set_write_timeout(&self, dur: Option<Duration>) -> io::Result<()>;
        fn read_timeout(&self) -> io::Result<Option<Duration>>;
        fn write_timeout(&self) -> io::Result<Option<Duration>>;
        fn set_broadcast(&self, broadcast: bool) -> io::Result<()>;
        fn broadcast(&self) -> io::Result<bool>;
        fn set_multicast_loop_v4(&self, on: bool) -> io::Result<()>;
        fn multicast_loop_v4(&self) -> io::Result<bool>;
        fn set_multicast_ttl_v4(&self, ttl: u32) -> io::Result<()>;
        fn multicast_ttl_v4(&self) -> io::Result<u32>;
        fn set_multicast_loop_v6(&self, on: bool) -> io::Result<()>;
        fn multicast_loop_v6(&self) -> io::Result<bool>;
        fn set_ttl(&self, ttl: u32) -> io::Result<()>;
        fn ttl(&self) -> io::Result<u32>;
        fn join_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> io::Result<()>;
        fn join_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> io::Result<()>;
        fn leave_multicast_v4(&self, multiaddr: &Ipv4Addr, interface: &Ipv4Addr) -> io::Result<()>;
        fn leave_multicast_v6(&self, multiaddr: &Ipv6Addr, interface: u32) -> io::Result<()>;
        fn take_error(&self) -> io::Result<Option<io::Error>>;
        fn connect(&self, addr: impl ToSocketAddrs) -> io::Result<()>;
        fn send(&self, buf: &[u8]) -> io::Result<usize>;
        fn recv(&self, buf: &mut [u8]) -> io::Result<usize>;
        fn peek(&self, buf: &mut [u8]) -> io::Result<usize>;
        fn set_nonblocking(&self, nonblocking: bool) -> io::Result<()>;
    }
}

unread!(TcpStream, &TcpStream);
unwritten!(TcpStream, &TcpStream);

impl TcpListener {
    refused! {
        "std::net::TcpListener::bind" fn bind(addr: impl ToSocketAddrs) -> io::Result<TcpListener>;
    }
}

impl TcpStream {
    refused! {
        "std::net::TcpStream::connect" fn connect(addr: impl ToSocketAddrs) -> io::Result<TcpStream>;
        "std::net::TcpStream::connect_timeout"
        fn connect_timeout(addr: &SocketAddr, timeout: Duration) -> io::Result<TcpStream>;
    }
}

impl UdpSocket {
    refused! {
        "std::net::UdpSocket::bind" fn bind(addr: impl ToSocketAddrs) -> io::Result<UdpSocket>;
    }
}

/// The connections that a listener accepts.
#[derive(Debug)]
pub struct Incoming<'a> {
    listener: &'a TcpListener,
}

impl Iterator for Incoming<'_> {
    type Item = io::Result<TcpStream>;

    fn next(&mut self) -> Option<io::Result<TcpStream>> {
        match self.listener.0 {}
    }
}
