//! How fresh what a watch knows is, told honestly.

use api::cluster::Fresh;
use cluster::watch::Standing;
use jiff::Timestamp;

/// Remembers since when a watch is as it is.
pub(crate) struct Freshness {
    /// Since when it is asked for.
    began: i64,
    /// When it was live last; `None` while it never was.
    lived: Option<i64>,
    broken: bool,
}

impl Freshness {
    pub(crate) fn new(now: Timestamp) -> Freshness {
        Freshness { began: now.as_millisecond(), lived: None, broken: false }
    }

    /// How fresh it is now.
    pub(crate) fn of(&mut self, standing: &Standing, now: Timestamp) -> Fresh {
        let Some(why) = standing.problem.clone() else {
            self.broken = false;
            if standing.complete {
                self.lived = Some(now.as_millisecond());
                return Fresh::Live;
            }
            return Fresh::Waiting;
        };
        if !self.broken {
            self.broken = true;
            // It was live until this moment.
            self.lived = self.lived.map(|_| now.as_millisecond());
        }
        match self.lived {
            Some(at) => Fresh::AsOf { at, why },
            None => Fresh::Missing { since: self.began, why },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_broke_says_until_when_it_was_live_and_what_never_came_since_when() {
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        let good = Standing { complete: true, ..Standing::default() };
        let bad = Standing { problem: Some("refused".into()), ..Standing::default() };
        let mut never = Freshness::new(at(1));
        assert_eq!(never.of(&bad, at(5)), Fresh::Missing { since: 1000, why: "refused".into() });
        let mut broke = Freshness::new(at(1));
        assert_eq!(broke.of(&good, at(2)), Fresh::Live);
        assert_eq!(broke.of(&bad, at(7)), Fresh::AsOf { at: 7000, why: "refused".into() });
        assert_eq!(broke.of(&bad, at(9)), Fresh::AsOf { at: 7000, why: "refused".into() });
        assert_eq!(broke.of(&good, at(10)), Fresh::Live);
    }
}
