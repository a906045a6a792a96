//! What can be turned into socket addresses. Names of hosts are not modelled: resolving one asks the network.

use super::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use crate::{io, rt};
use core::panic::Location;
use core::{iter, option, slice};
use std::vec;

/// What can be turned into socket addresses, as std's trait of this name.
pub trait ToSocketAddrs {
    /// The addresses.
    type Iter: Iterator<Item = SocketAddr>;

    /// The addresses.
    ///
    /// # Errors
    ///
    /// When it is no address.
    fn to_socket_addrs(&self) -> io::Result<Self::Iter>;
}

macro_rules! one {
    ($($type:ty: $self:ident => $make:expr;)*) => { $(
        impl ToSocketAddrs for $type {
            type Iter = option::IntoIter<SocketAddr>;

            fn to_socket_addrs(&self) -> io::Result<Self::Iter> {
                let $self = *self;
                Ok(Some($make).into_iter())
            }
        }
    )* };
}

one! {
    SocketAddr: it => it;
    SocketAddrV4: it => SocketAddr::V4(it);
    SocketAddrV6: it => SocketAddr::V6(it);
    (IpAddr, u16): it => SocketAddr::from(it);
    (Ipv4Addr, u16): it => SocketAddr::from(it);
    (Ipv6Addr, u16): it => SocketAddr::from(it);
}

/// The address `host`, which must be written in numbers.
#[inline]
#[track_caller]
fn number(host: &str, port: u16) -> SocketAddr {
    match host.parse::<IpAddr>() {
        Ok(address) => SocketAddr::new(address, port),
        Err(_) => rt::refuse(
            "std::net::ToSocketAddrs of the name of a host",
            Location::caller(),
        ),
    }
}

fn invalid(text: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, text)
}

impl ToSocketAddrs for (&str, u16) {
    type Iter = vec::IntoIter<SocketAddr>;

    #[inline]
    #[track_caller]
    fn to_socket_addrs(&self) -> io::Result<Self::Iter> {
        Ok(vec![number(self.0, self.1)].into_iter())
    }
}

impl ToSocketAddrs for (String, u16) {
    type Iter = vec::IntoIter<SocketAddr>;

    #[inline]
    #[track_caller]
    fn to_socket_addrs(&self) -> io::Result<Self::Iter> {
        Ok(vec![number(&self.0, self.1)].into_iter())
    }
}

impl ToSocketAddrs for str {
    type Iter = vec::IntoIter<SocketAddr>;

    #[inline]
    #[track_caller]
    fn to_socket_addrs(&self) -> io::Result<Self::Iter> {
        if let Ok(address) = self.parse() {
            return Ok(vec![address].into_iter());
        }
        let (host, port) = self
            .rsplit_once(':')
            .ok_or_else(|| invalid("invalid socket address"))?;
        let port = port.parse().map_err(|_| invalid("invalid port value"))?;
        Ok(vec![number(host, port)].into_iter())
    }
}

impl ToSocketAddrs for String {
    type Iter = vec::IntoIter<SocketAddr>;

    #[inline]
    #[track_caller]
    fn to_socket_addrs(&self) -> io::Result<Self::Iter> {
        self.as_str().to_socket_addrs()
    }
}

impl<'a> ToSocketAddrs for &'a [SocketAddr] {
    type Iter = iter::Copied<slice::Iter<'a, SocketAddr>>;

    fn to_socket_addrs(&self) -> io::Result<Self::Iter> {
        Ok(self.iter().copied())
    }
}

impl<T: ToSocketAddrs + ?Sized> ToSocketAddrs for &T {
    type Iter = T::Iter;

    #[inline]
    #[track_caller]
    fn to_socket_addrs(&self) -> io::Result<T::Iter> {
        (**self).to_socket_addrs()
    }
}
