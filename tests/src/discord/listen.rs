//! One port for both: whoever begins with `GET /?` wants the gateway, anybody else the API.

use super::{Shared, gateway, rest};
use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use std::{net::TcpListener, sync::Arc, thread::JoinHandle};
use tokio::{net::TcpStream, runtime::Handle, sync::oneshot};

/// Serves on a thread of its own, so that a test may block its own; that thread, and the way onto it.
pub(super) fn listen(
    listener: TcpListener,
    shared: Arc<Shared>,
    stop: oneshot::Receiver<()>,
) -> (JoinHandle<()>, Handle) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime can be made");
    let serve = async move {
        let listener = tokio::net::TcpListener::from_std(listener).expect("the listener is not blocking");
        loop {
            // Whoever hangs up before being accepted is no matter.
            let Ok((stream, _)) = listener.accept().await else { continue };
            tokio::spawn(connection(stream, shared.clone()));
        }
    };
    let handle = runtime.handle().clone();
    let thread = std::thread::spawn(move || {
        runtime.block_on(async {
            tokio::select! {
                () = serve => {}
                _ = stop => {} // the other end was dropped
            }
        });
    });
    (thread, handle)
}

async fn connection(stream: TcpStream, shared: Arc<Shared>) {
    let mut first = [0; 6];
    // Without this, an answer can wait for the client's acknowledgement of the one before.
    if stream.set_nodelay(true).is_err() {
        return;
    }
    loop {
        match stream.peek(&mut first).await {
            Ok(0) | Err(_) => return,
            Ok(n) if n == first.len() => break,
            Ok(_) => tokio::task::yield_now().await,
        }
    }
    if &first == b"GET /?" || &first == b"GET / " {
        return gateway::serve(stream, shared).await;
    }
    let service = service_fn(move |request| rest::answer(request, shared.clone()));
    // An error is a client that left, or a connection that was to end.
    drop(http1::Builder::new().serve_connection(TokioIo::new(stream), service).await);
}
