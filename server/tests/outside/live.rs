//! A browser's stream, read as a browser reads it: topics asked for, told whole first and then as differences.

use std::collections::HashMap;
use std::io::{BufRead, BufReader};
use std::net::TcpStream;

use serde_json::{Value, json};

use crate::harness::TestApp;

/// An open stream.
pub(crate) struct Live {
    lines: BufReader<TcpStream>,
    /// By topic, as told so far.
    states: HashMap<String, Value>,
    /// Its name.
    pub(crate) stream: String,
    /// What was heard last, as a browser says it when it comes back.
    pub(crate) last: String,
    /// Topics in the order in which they were told, with the event's name.
    pub(crate) told: Vec<(String, String)>,
}

impl Live {
    /// Opens a stream and asks for topics.
    pub(crate) fn of(app: &TestApp, topics: &[Value]) -> Live {
        let live = Live::open(app, "");
        let keys: Vec<String> = topics.iter().map(Value::to_string).collect();
        let wanted = json!({ "topics": keys }).to_string();
        let path = format!("/api/live/{}", live.stream);
        assert_eq!(app.post(&path, &wanted).status, 204);
        live
    }

    /// Opens a stream, or goes on with one: `header` says what was heard last.
    pub(crate) fn open(app: &TestApp, header: &str) -> Live {
        let lines = BufReader::new(app.open_with("GET", "/api/live", header, "text/plain", ""));
        let (states, told) = Default::default();
        let mut live = Live { lines, states, stream: String::new(), last: String::new(), told };
        let (event, hello) = live.event();
        assert_eq!(event, "hello");
        live.stream = hello["stream"].as_str().unwrap().to_owned();
        live
    }

    /// The next event: its name and data. A state is taken in.
    pub(crate) fn event(&mut self) -> (String, Value) {
        let (mut name, mut data) = (String::new(), Value::Null);
        loop {
            let mut line = String::new();
            assert_ne!(self.lines.read_line(&mut line).unwrap(), 0, "the stream ended");
            let line = line.trim_end();
            if let Some(text) = line.strip_prefix("event: ") {
                name = text.to_owned();
            } else if let Some(text) = line.strip_prefix("data: ") {
                data = serde_json::from_str(text).unwrap();
            } else if let Some(text) = line.strip_prefix("id: ") {
                self.last = text.to_owned();
            } else if line.is_empty() && !name.is_empty() {
                break;
            }
        }
        if let Some(topic) = data["topic"].as_str() {
            let state = self.states.entry(topic.to_owned()).or_default();
            match name.as_str() {
                "set" => *state = data["state"].clone(),
                "merge" => json_patch::merge(state, &data["state"]),
                _ => {}
            }
            self.told.push((topic.to_owned(), name.clone()));
        }
        (name, data)
    }

    /// Reads until a topic's state is as asked; returns it.
    pub(crate) fn until(&mut self, topic: &Value, wanted: impl Fn(&Value) -> bool) -> Value {
        let key = topic.to_string();
        loop {
            if let Some(state) = self.states.get(&key)
                && wanted(state)
            {
                return state.clone();
            }
            self.event();
        }
    }
}

fn lens() -> Value {
    json!({"lens": {"cluster": "practice", "namespace": "default"}})
}

#[test]
fn a_stream_that_broke_is_gone_on_with_from_what_was_heard() {
    let app = TestApp::start();
    let mut live = Live::of(&app, &[json!("own"), lens()]);
    live.until(&json!("own"), |own| own["blanks"].is_object());
    live.until(&lens(), |lens| {
        lens["fresh"] == "live" && lens["nodes"].as_object().is_some_and(|n| n.len() == 3)
    });
    let last = live.last.clone();
    drop(live);
    assert_eq!(app.call("blank", "name=who&value=me").status, 200);
    let mut again = Live::open(&app, &format!("Last-Event-ID: {last}\r\n"));
    assert!(last.starts_with(&again.stream), "the same stream");
    again.until(&json!("own"), |own| own["blanks"]["who"] == "me");
    let lens_key = lens().to_string();
    assert!(again.told.iter().all(|(topic, _)| *topic != lens_key), "what was heard is not told again");
    // Of another session, or long gone: a new one.
    let stranger = Live::open(&app, "Last-Event-ID: 0123.7\r\n");
    assert_ne!(stranger.stream, "0123");
}

#[test]
fn what_changes_is_told_as_a_difference_and_closing_the_stream_ends_it() {
    let app = TestApp::start();
    let mut live = Live::of(&app, &[lens()]);
    live.until(&lens(), |lens| {
        lens["fresh"] == "live" && lens["happened"].as_object().is_some_and(|h| !h.is_empty())
    });
    app.kubectl("kubectl create deployment web --image=nginx:1.29");
    let running = |lens: &Value| {
        lens["nodes"].as_object().is_some_and(|nodes| {
            nodes
                .values()
                .flat_map(|node| node["pods"].as_object().unwrap())
                .any(|(name, pod)| name.starts_with("default/web-") && pod["status"] == "Running")
        })
    };
    live.until(&lens(), running);
    assert!(live.told.iter().any(|(_, event)| event == "merge"), "{:?}", live.told);
}

#[test]
fn what_a_stream_may_not_hear_is_refused_by_name() {
    let app = TestApp::start();
    let nowhere = json!({"lens": {"cluster": "nowhere", "namespace": "default"}});
    let mut live = Live::of(&app, &[nowhere.clone(), json!("own")]);
    let refused = loop {
        let (event, data) = live.event();
        if event == "refused" {
            break data;
        }
    };
    assert_eq!(refused["topic"], nowhere.to_string());
    assert!(refused["why"].as_str().unwrap().contains("no cluster \"nowhere\""), "{refused}");
    live.until(&json!("own"), |own| own["done"].is_object());
    assert_eq!(app.post("/api/live/0123", r#"{"topics":[]}"#).status, 404, "a stream of nobody's");
}
