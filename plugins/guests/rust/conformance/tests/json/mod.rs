//! Reads JSON: as much of it as the golden vectors use. Tests only.

use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    /// A text, a number or a truth value, as it stands.
    Leaf(String),
    List(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

impl Json {
    pub fn parse(text: &str) -> Json {
        let mut p = Parser {
            rest: text.trim_start(),
        };
        let value = p.value();
        assert!(p.rest.is_empty(), "more text after the value");
        value
    }

    /// The member of that name, or the empty text.
    pub fn get(&self, name: &str) -> Json {
        match self {
            Json::Object(o) => o.get(name).cloned(),
            _ => None,
        }
        .unwrap_or_else(|| Json::Leaf(String::new()))
    }

    pub fn list(&self) -> &[Json] {
        match self {
            Json::List(l) => l,
            other => panic!("no list: {:?}", other),
        }
    }

    pub fn text(&self) -> &str {
        match self {
            Json::Leaf(s) => s,
            other => panic!("no text: {:?}", other),
        }
    }
}

struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    fn take(&mut self, prefix: &str) -> bool {
        match self.rest.strip_prefix(prefix) {
            Some(rest) => {
                self.rest = rest.trim_start();
                true
            }
            None => false,
        }
    }

    fn value(&mut self) -> Json {
        if self.take("{") {
            let mut members = BTreeMap::new();
            while !self.take("}") {
                let name = self.string();
                assert!(self.take(":"), "no colon after {}", name);
                members.insert(name, self.value());
                self.take(",");
            }
            return Json::Object(members);
        }
        if self.take("[") {
            let mut all = Vec::new();
            while !self.take("]") {
                all.push(self.value());
                self.take(",");
            }
            return Json::List(all);
        }
        if self.rest.starts_with('"') {
            return Json::Leaf(self.string());
        }
        let end = self
            .rest
            .find(|c: char| ",]}".contains(c) || c.is_whitespace());
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest.trim_start();
        Json::Leaf(word.to_string())
    }

    fn string(&mut self) -> String {
        let mut out = Vec::new();
        let mut chars = self.rest.char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.rest = self.rest[at + 1..].trim_start();
                    return String::from_utf16(&out).expect("half a pair of surrogates");
                }
                '\\' => out.push(match chars.next().expect("a text ends in a backslash").1 {
                    'n' => 10,
                    'r' => 13,
                    't' => 9,
                    'b' => 8,
                    'f' => 12,
                    'u' => {
                        let digits: String = chars.by_ref().take(4).map(|(_, c)| c).collect();
                        u16::from_str_radix(&digits, 16).expect("no hexadecimal digits")
                    }
                    other => other as u16,
                }),
                c => out.extend_from_slice(c.encode_utf16(&mut [0; 2])),
            }
        }
        panic!("a text does not end");
    }
}
