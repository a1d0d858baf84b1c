//! Conditions in words: `e == o`, `!=`, `>=`, `<=`, `in [..]`, names defined
//! elsewhere, `not`, `and`, `or`, `implies`, `iff` and parentheses.
//!
//! `not` binds strongest, then `and`, `or`, `implies`, `iff`. `a implies b
//! implies c` is `a implies (b implies c)`.

use super::names::Names;
use super::worded;
use crate::document::{Span, Value};
use crate::finding::Code;
use crate::read::fields::Fields;
use crate::read::nearest;
use crate::read::number::shown;
use crate::read::shown::quote;
use crate::talks::{Condition, Expression};

mod token;

use token::{Token, tokens};

/// The deepest nesting that is read.
const DEEPEST: usize = 64;

/// Words of the language that name nothing.
const KEYWORDS: &[&str] = &["not", "and", "or", "implies", "iff", "in"];

/// The names that a text uses.
pub fn words(text: &str) -> Vec<String> {
    let found = tokens(text).unwrap_or_default().into_iter();
    let word = |(token, _): (Token, usize)| match token {
        Token::Word(word) if !KEYWORDS.contains(&word) => Some(word.to_owned()),
        _ => None,
    };
    found.filter_map(word).collect()
}

/// The condition that a value holds.
pub fn parse(f: &mut Fields, names: &Names, value: &Value) -> Option<Expression> {
    let Some((text, span)) = worded(value) else {
        let what = format!("a condition must be text, here it is {}", shown(&value.kind));
        f.gather.add(Code::WrongType, value.span, what, "write it in quotes");
        return None;
    };
    let place = |at: usize| within(span, text, at);
    let tokens = match tokens(text) {
        Ok(tokens) => tokens,
        Err(at) => {
            let found = text.get(at..).and_then(|rest| rest.chars().next());
            let what =
                format!("{} has no meaning in a condition", quote(&String::from_iter(found)));
            f.gather.add(Code::BadCondition, place(at), what, MEND);
            return None;
        }
    };
    let mut parser = Parser { names, tokens, next: 0, end: text.len(), depth: 0 };
    match parser.whole() {
        Ok(condition) => Some(Expression { text: text.to_owned(), condition }),
        Err(wrong) => {
            if !wrong.unread {
                let code = if wrong.name { Code::UnknownRef } else { Code::BadCondition };
                f.gather.add(code, place(wrong.at), wrong.what, wrong.mend);
            }
            None
        }
    }
}

const MEND: &str = "write e.g. `port == open and fuel >= capped`";

/// The place of a byte of the text, where the text stands as written.
fn within(span: Span, text: &str, at: usize) -> Span {
    let written = (span.end - span.start) as usize;
    if written != text.len() + 2 {
        return span;
    }
    let start = span.start + 1 + u32::try_from(at).unwrap_or(0);
    Span { start, end: (start + 1).min(span.end), ..span }
}

struct Wrong {
    at: usize,
    what: String,
    mend: String,
    /// Whether a name is not known.
    name: bool,
    /// Whether it may only seem so, as its own row could not be read.
    unread: bool,
}

struct Parser<'t, 'n> {
    names: &'n Names,
    tokens: Vec<(Token<'t>, usize)>,
    next: usize,
    end: usize,
    depth: usize,
}

impl<'t> Parser<'t, '_> {
    fn whole(&mut self) -> Result<Condition, Wrong> {
        let condition = self.iff()?;
        match self.peek() {
            None => Ok(condition),
            Some(token) => Err(self.wrong(format!("{} is not expected here", quote(token.text())))),
        }
    }

    fn iff(&mut self) -> Result<Condition, Wrong> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong(format!("conditions are nested deeper than {DEEPEST}")));
        }
        let mut left = self.implies()?;
        while self.eat("iff") {
            left = Condition::Iff(Box::new(left), Box::new(self.implies()?));
        }
        self.depth -= 1;
        Ok(left)
    }

    fn implies(&mut self) -> Result<Condition, Wrong> {
        let mut parts = vec![self.any()?];
        while self.eat("implies") {
            parts.push(self.any()?);
        }
        let join =
            |then: Condition, first: Condition| Condition::Implies(Box::new(first), Box::new(then));
        let last = parts.pop();
        let folded = last.map(|last| parts.into_iter().rev().fold(last, join));
        folded.ok_or_else(|| self.wrong("a condition is missing".to_owned()))
    }

    fn any(&mut self) -> Result<Condition, Wrong> {
        let mut parts = vec![self.all()?];
        while self.eat("or") {
            parts.push(self.all()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Condition::Any(parts) })
    }

    fn all(&mut self) -> Result<Condition, Wrong> {
        let mut parts = vec![self.not()?];
        while self.eat("and") {
            parts.push(self.not()?);
        }
        Ok(if parts.len() == 1 { parts.remove(0) } else { Condition::All(parts) })
    }

    fn not(&mut self) -> Result<Condition, Wrong> {
        let mut turned = false;
        while self.eat("not") {
            turned = !turned;
        }
        let inner = self.atom()?;
        Ok(if turned { Condition::Not(Box::new(inner)) } else { inner })
    }

    fn atom(&mut self) -> Result<Condition, Wrong> {
        if self.eat("(") {
            let inner = self.iff()?;
            return self.need(")").map(|()| inner);
        }
        let (word, at) = self.word("an element or a defined name")?;
        let operator = match self.peek() {
            Some(Token::Sign(sign)) if ["==", "!=", ">=", "<="].contains(sign) => *sign,
            Some(Token::Word("in")) => "in",
            _ => return self.defined(word, at),
        };
        self.next += 1;
        self.comparison(word, at, operator)
    }

    fn defined(&self, word: &str, at: usize) -> Result<Condition, Wrong> {
        if let Some(found) = self.names.definitions.get(word) {
            return Ok(found.condition.clone());
        }
        let known = self.names.definitions.keys().map(String::as_str);
        let what = format!("no condition is defined as {}", quote(word));
        let unread = self.names.may_be(super::table::CONDITION, word);
        Err(Wrong { at, what, mend: nearest::mend(word, known), name: true, unread })
    }

    fn comparison(&mut self, word: &str, at: usize, sign: &str) -> Result<Condition, Wrong> {
        let elements = self.names.elements.iter();
        let Some(element) = elements.clone().position(|e| e.id == word) else {
            let mend = nearest::mend(word, elements.map(|e| e.id.as_str()));
            let what = format!("there is no element {}", quote(word));
            return Err(Wrong {
                at,
                what,
                mend,
                name: true,
                unread: self.names.may_be("element", word),
            });
        };
        let count = self.names.elements[element].options.len();
        let options: Vec<usize> = match sign {
            "in" => self.list(element)?,
            _ => {
                let option = self.option(element)?;
                if [">=", "<="].contains(&sign) && !self.names.elements[element].ordered {
                    let what = format!("the options of `{word}` have no order");
                    let mend = "write `ordered = true` with the element, or use `in [..]`";
                    let mend = mend.to_owned();
                    return Err(Wrong { at, what, mend, name: false, unread: false });
                }
                let meets = |o: &usize| match sign {
                    "==" => *o == option,
                    "!=" => *o != option,
                    ">=" => *o >= option,
                    _ => *o <= option,
                };
                (0..count).filter(meets).collect()
            }
        };
        Ok(Condition::Is { element, options })
    }

    fn list(&mut self, element: usize) -> Result<Vec<usize>, Wrong> {
        self.need("[")?;
        let mut options = vec![self.option(element)?];
        while self.eat(",") {
            options.push(self.option(element)?);
        }
        self.need("]")?;
        options.sort_unstable();
        options.dedup();
        Ok(options)
    }

    fn option(&mut self, element: usize) -> Result<usize, Wrong> {
        let (word, at) = self.word("an option")?;
        let element = &self.names.elements[element];
        element.options.iter().position(|option| option == word).ok_or_else(|| {
            let what = format!("`{}` has no option {}", element.id, quote(word));
            let mend = nearest::mend(word, element.options.iter().map(String::as_str));
            // That it has no options was told of.
            Wrong { at, what, mend, name: true, unread: element.options.is_empty() }
        })
    }

    fn word(&mut self, expected: &str) -> Result<(&'t str, usize), Wrong> {
        match self.tokens.get(self.next) {
            Some(&(Token::Word(word), at)) if !KEYWORDS.contains(&word) => {
                self.next += 1;
                Ok((word, at))
            }
            Some((token, _)) => {
                let what = format!("{} stands where {expected} is expected", quote(token.text()));
                Err(self.wrong(what))
            }
            None => Err(self.wrong(format!("the condition ends where {expected} is expected"))),
        }
    }

    fn peek(&self) -> Option<&Token<'t>> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    fn eat(&mut self, text: &str) -> bool {
        let eaten = self.peek().is_some_and(|token| token.text() == text);
        self.next += usize::from(eaten);
        eaten
    }

    fn need(&mut self, text: &str) -> Result<(), Wrong> {
        if self.eat(text) { Ok(()) } else { Err(self.wrong(format!("`{text}` is missing here"))) }
    }

    fn wrong(&self, what: String) -> Wrong {
        let at = self.tokens.get(self.next).map_or(self.end, |&(_, at)| at);
        Wrong { at, what, mend: MEND.to_owned(), name: false, unread: false }
    }
}
