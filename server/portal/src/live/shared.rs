//! Work that is done once for all who look: it begins with the first and ends with the last of them.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use futures_util::future::select_all;
use tokio::sync::watch;

/// How long it takes until a work that ended is begun anew.
const AGAIN: Duration = Duration::from_secs(1);

/// What is being worked out, by what it is.
pub(crate) struct Shared<K, V>(Mutex<HashMap<K, Weak<watch::Sender<V>>>>);

impl<K, V> Default for Shared<K, V> {
    fn default() -> Self {
        Shared(Mutex::default())
    }
}

impl<K: Clone + Eq + Hash, V: Default + Send + Sync + 'static> Shared<K, V> {
    /// Joins a work, or begins it: `work` gets where it puts what it found, and is dropped when nobody looks any more.
    pub(crate) fn join<F>(&self, key: &K, work: impl FnOnce(Arc<watch::Sender<V>>) -> F) -> watch::Receiver<V>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let mut works = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let open = works.get(key).and_then(Weak::upgrade).filter(|send| send.receiver_count() > 0);
        if let Some(send) = open {
            return send.subscribe();
        }
        let (send, found) = watch::channel(V::default());
        let send = Arc::new(send);
        works.retain(|_, work| work.strong_count() > 0);
        works.insert(key.clone(), Arc::downgrade(&send));
        let work = work(send.clone());
        tokio::spawn(async move {
            tokio::select! {
                () = work => {}
                () = send.closed() => {}
            }
        });
        found
    }
}

/// Waits until one of several works found something new. One that ended, as a panic ends it, is taken out, so that it is begun anew.
pub(crate) async fn any_changed<K: Clone + Eq + Hash, V>(found: &mut HashMap<K, watch::Receiver<V>>) {
    if found.is_empty() {
        return std::future::pending().await;
    }
    let each = found.iter_mut().map(|(key, found)| {
        let key = key.clone();
        Box::pin(async move { found.changed().await.err().map(|_| key) })
    });
    let (ended, ..) = select_all(each).await;
    if let Some(key) = ended {
        found.remove(&key);
        tokio::time::sleep(AGAIN).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_work_is_done_once_and_ends_with_its_last_reader() {
        let works: Shared<u8, u32> = Shared::default();
        let (begun, ended) = (Arc::new(()), Arc::new(()));
        let work = |send: Arc<watch::Sender<u32>>| {
            let (begun, ended) = (begun.clone(), ended.clone());
            async move {
                let _both = (begun, ended);
                send.send_replace(7);
                drop(send);
                std::future::pending().await
            }
        };
        let mut first = works.join(&1, work);
        let mut second = works.join(&1, work);
        for found in [&mut first, &mut second] {
            assert_eq!(*found.wait_for(|n| *n == 7).await.unwrap(), 7);
        }
        assert_eq!(Arc::strong_count(&begun), 2, "one work");
        drop((first, second));
        while Arc::strong_count(&begun) > 1 {
            tokio::task::yield_now().await;
        }
        drop(works.join(&1, work));
    }
}
