//! Runs the golden vectors natively: the files of plugins/testdata/wire, in the
//! folder that VECTORS names.

mod json;

use json::Json;
use rules::answer;
use std::collections::BTreeMap;

fn ask(pieces: &[&[u8]]) -> Vec<Vec<u8>> {
    let mut question = Vec::new();
    for p in pieces {
        question.extend_from_slice(&(p.len() as u32).to_le_bytes());
        question.extend_from_slice(p);
    }
    let (answer, mut out) = (answer(&question), Vec::new());
    let mut rest = &answer[..];
    while let [a, b, c, d, tail @ ..] = rest {
        let (piece, tail) = tail.split_at(u32::from_le_bytes([*a, *b, *c, *d]) as usize);
        out.push(piece.to_vec());
        rest = tail;
    }
    out
}

fn file(name: &str) -> (String, Vec<Json>) {
    let dir = std::env::var("VECTORS").expect("VECTORS names the folder of the golden vectors");
    let text = std::fs::read_to_string(std::path::Path::new(&dir).join(name)).expect(name);
    let file = Json::parse(&text);
    let vectors = file.get("vectors").list().to_vec();
    assert!(!vectors.is_empty(), "{} has no vectors", name);
    (file.get("message").text().to_string(), vectors)
}

fn unhex(text: &str) -> Vec<u8> {
    (0..text.len() / 2)
        .map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).expect("no hexadecimal digits"))
        .collect()
}

#[test]
fn messages_are_read_and_written_back() {
    for name in ["state.json", "request.json", "reply.json"] {
        let (message, vectors) = file(name);
        for v in &vectors {
            let (title, raw) = (v.get("name"), unhex(v.get("hex").text()));
            let got = ask(&[b"message", message.as_bytes(), &raw]);
            assert_eq!(got[0], b"ok", "{} is refused: {:?}", title.text(), got);
            assert_eq!(got[1], raw, "{} is written differently", title.text());
            if name == "state.json" {
                let mut want = BTreeMap::new();
                flatten("", &v.get("fields"), &mut want);
                let fields = got[2..].chunks(2).map(|p| (utf8(&p[0]), utf8(&p[1])));
                assert_eq!(fields.collect::<BTreeMap<_, _>>(), want, "{}", title.text());
            }
        }
    }
}

#[test]
fn other_bytes_are_refused() {
    for name in [
        "state.reject.json",
        "request.reject.json",
        "reply.reject.json",
    ] {
        let (message, vectors) = file(name);
        for v in &vectors {
            let raw = unhex(v.get("hex").text());
            let got = ask(&[b"message", message.as_bytes(), &raw]);
            assert_eq!(got[0], b"refused", "{} is read", v.get("name").text());
        }
    }
}

#[test]
fn decimals_are_computed() {
    for v in file("decimal.json").1 {
        let arguments = ["op", "a", "b", "scale", "mode"].map(|key| v.get(key).text().to_string());
        let [op, a, b, scale, mode] = &arguments;
        let scale = if scale.is_empty() { "0" } else { scale };
        let got = ask(&[
            b"decimal",
            op.as_bytes(),
            a.as_bytes(),
            b.as_bytes(),
            scale.as_bytes(),
            mode.as_bytes(),
        ]);
        let error = v.get("error");
        let want = match error.text() {
            "" => ("ok".to_string(), v.get("want").text().to_string()),
            e => ("refused".to_string(), e.to_string()),
        };
        assert_eq!((utf8(&got[0]), utf8(&got[1])), want, "{:?}", arguments);
    }
}

/// Turns the JSON form of a message into paths and texts. Bytes fields of the
/// vectors' schema are data and blobs.
fn flatten(path: &str, v: &Json, out: &mut BTreeMap<String, String>) {
    match v {
        Json::Object(members) => {
            for (name, member) in members {
                let dot = if path.is_empty() { "" } else { "." };
                flatten(&[path, dot, name].concat(), member, out);
            }
        }
        Json::List(elements) => {
            for (i, element) in elements.iter().enumerate() {
                flatten(&format!("{}[{}]", path, i), element, out);
            }
        }
        Json::Leaf(text) => {
            let bytes = path == "data" || path.starts_with("blobs[");
            let text = if bytes { base64(text) } else { text.clone() };
            out.insert(path.to_string(), text);
        }
    }
}

/// Turns base64 into hexadecimal.
fn base64(text: &str) -> String {
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut n, mut out) = (0u32, 0, String::new());
    for c in text.trim_end_matches('=').chars() {
        bits = bits << 6 | alphabet.find(c).expect("no base64") as u32;
        n += 6;
        if n >= 8 {
            n -= 8;
            out += &format!("{:02x}", bits >> n & 0xff);
        }
    }
    out
}

fn utf8(b: &[u8]) -> String {
    String::from_utf8(b.to_vec()).expect("no UTF-8")
}
