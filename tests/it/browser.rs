//! A headless browser driven over WebDriver's plain HTTP, with nothing but the standard library.

use crate::support::need_tool;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// A browser with one page.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts one; nothing, after saying so, where the tools are missing.
    pub fn start() -> Option<Self> {
        let (driver, chromium) = (need_tool("chromedriver")?, need_tool("chromium")?);
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let driver = Command::new(driver).arg(format!("--port={port}")).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let profile = tempfile::tempdir().unwrap();
        let mut browser = Self { driver, port, session: String::new(), _profile: profile };
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                break;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let profile = format!("--user-data-dir={}", browser._profile.path().display());
        let args =
            ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--window-size=1280,800", &profile];
        let options = json!({"binary": chromium, "args": args});
        let wanted = json!({"goog:chromeOptions": options, "goog:loggingPrefs": {"browser": "ALL"}});
        let answer = browser.call("POST", "/session", &json!({"capabilities": {"alwaysMatch": wanted}}));
        browser.session = format!("/session/{}", answer["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {answer}")));
        Some(browser)
    }

    fn call(&self, method: &str, path: &str, body: &Value) -> Value {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let host = format!("127.0.0.1:{}", self.port);
        write!(stream, "{method} {path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}", body.len())
            .unwrap();
        let mut reader = BufReader::new(stream);
        let (mut line, mut length) = (String::new(), 0);
        while reader.read_line(&mut line).unwrap() > 2 {
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().unwrap();
            }
            line.clear();
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer).unwrap();
        let answer: Value = serde_json::from_slice(&answer).unwrap();
        answer["value"].clone()
    }

    fn post(&self, what: &str, body: &Value) -> Value {
        let answer = self.call("POST", &format!("{}{what}", self.session), body);
        assert!(answer["error"].is_null(), "{what} {body}: {answer}");
        answer
    }

    /// Opens a file.
    pub fn open(&self, path: &std::path::Path) {
        self.post("/url", &json!({"url": format!("file://{}", path.display())}));
    }

    fn element(&self, css: &str) -> String {
        let found = self.post("/element", &json!({"using": "css selector", "value": css}));
        found.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_owned()
    }

    /// Clicks with the mouse where the element is.
    pub fn click(&self, css: &str) {
        self.post(&format!("/element/{}/click", self.element(css)), &json!({}));
    }

    /// Types into an element. Keys: `\u{E015}` down, `\u{E012}` left, `\u{E014}` right, `\u{E004}` tab.
    pub fn keys(&self, css: &str, keys: &str) {
        self.post(&format!("/element/{}/value", self.element(css)), &json!({"text": keys}));
    }

    /// What a script returns.
    pub fn run(&self, script: &str) -> Value {
        self.post("/execute/sync", &json!({"script": script, "args": []}))
    }

    /// The text of an element as it is shown.
    pub fn text(&self, css: &str) -> String {
        let path = format!("{}/element/{}/text", self.session, self.element(css));
        self.call("GET", &path, &Value::Null).as_str().unwrap().to_owned()
    }

    /// Waits until a script returns true.
    pub fn until(&self, script: &str) {
        for _ in 0..100 {
            if self.run(script) == json!(true) {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("never: {script}");
    }

    /// What the browser complained about: errors of scripts, whatever the content policy refused.
    pub fn complaints(&self) -> Vec<String> {
        let log = self.post("/se/log", &json!({"type": "browser"}));
        log.as_array().into_iter().flatten().filter(|entry| entry["level"] != "INFO").map(|entry| entry["message"].to_string()).collect()
    }

    /// Prints the page to a file where `THEMATA_PICTURES` says, for looking at; checks that it can be printed either way.
    pub fn paper(&self, name: &str) {
        let printed = from_base64(self.post("/print", &json!({"background": true})).as_str().unwrap());
        assert!(printed.starts_with(b"%PDF"));
        if let Some(folder) = std::env::var_os("THEMATA_PICTURES") {
            std::fs::write(std::path::Path::new(&folder).join(name), printed).unwrap();
        }
    }

    /// Saves a picture where `THEMATA_PICTURES` says, for looking at.
    pub fn picture(&self, name: &str) {
        let Some(folder) = std::env::var_os("THEMATA_PICTURES") else { return };
        let picture = self.call("GET", &format!("{}/screenshot", self.session), &Value::Null);
        let path = std::path::Path::new(&folder).join(name);
        std::fs::write(path, from_base64(picture.as_str().unwrap())).unwrap();
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            self.call("DELETE", &self.session, &Value::Null);
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

fn from_base64(code: &str) -> Vec<u8> {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bytes, mut bits, mut held) = (Vec::new(), 0u32, 0);
    for sign in code.bytes().filter(|sign| *sign != b'=') {
        bits = bits << 6 | SIGNS.iter().position(|known| *known == sign).unwrap() as u32;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held) as u8);
        }
    }
    bytes
}
