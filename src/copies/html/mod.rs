//! A web page as the text that a browser shows.
//!
//! The parser is the one of the HTML standard. It is made for pages that mean well: some it would take hours for, or
//! more memory than there is. So elements are not nested deeper than browsers nest them, and it stops at what no honest
//! page asks of it.

mod about;
mod article;
mod attributes;
mod emoji;
mod footnotes;
mod own_style;
mod saved;
mod shadows;
mod tree;
mod visible;

use std::cell::{Cell, RefCell};

use html5ever::buffer_queue::BufferQueue;
use html5ever::interface::TreeSink;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};
use html5ever::tree_builder::TreeBuilder;
use html5ever::{LocalName, local_name};

use super::facts::Facts;
use tree::{NodeId, Nodes, Tree};

/// How deep elements are nested. Browsers stop there too: what is deeper is placed beside instead of inside.
const MAX_DEPTH: u32 = 512;
/// How many nodes the parser may look at for each byte of the page. Honest pages ask for less than one.
const MAX_WORK: u64 = 256;
/// How many nodes it may make beyond one for each byte.
const SOME_NODES: usize = 1024;

/// The text that a browser shows, line by line. Linear in the length of the page.
pub(super) fn visible_text(page: &Page) -> String {
    visible::text(&page.nodes)
}

/// The encoding that an element of the page declares, as it is written there.
pub(super) fn declared_encoding(page: &str) -> Option<String> {
    parse(page)?.encoding
}

/// A page that was parsed.
pub(super) struct Page {
    nodes: Nodes,
    encoding: Option<String>,
}

/// What the page says of itself, which may have been saved from an address.
pub(super) fn facts(page: &Page, from: Option<&str>) -> Facts {
    about::facts(page, from)
}

/// The web address that a page was saved from, if a comment above it says so.
pub(super) fn saved_from(page: &str) -> Option<&str> {
    saved::from(page)
}

/// The data for search engines in a page, as it is written there.
#[cfg(feature = "import")]
pub(super) fn data(page: &Page) -> Vec<String> {
    about::data(page)
}

/// Parses a page; nothing if it is tangled beyond reading. Linear in the length of the page.
pub(super) fn parse(page: &str) -> Option<Page> {
    if attributes::are_too_many(page) {
        return None;
    }
    let builder = TreeBuilder::new(Tree::new(), html5ever::tree_builder::TreeBuilderOpts::default());
    let shallow = Shallow {
        builder,
        bytes: page.len(),
        left_out: RefCell::default(),
        encoding: RefCell::default(),
        is_tangled: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(shallow, html5ever::tokenizer::TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    // It stops at the end of each script, for somebody to run it, and where the page declares its encoding.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    let Shallow { builder, encoding, is_tangled, .. } = tokenizer.sink;
    (!is_tangled.get()).then(|| Page { nodes: builder.sink.finish(), encoding: encoding.into_inner() })
}

/// Between the tokens of a page and its tree: leaves out tags that would nest too deep.
struct Shallow {
    builder: TreeBuilder<NodeId, Tree>,
    bytes: usize,
    /// The start tags that were left out, whose end tags are yet to come.
    left_out: RefCell<Vec<LocalName>>,
    /// The encoding that the page declares first.
    encoding: RefCell<Option<String>>,
    is_tangled: Cell<bool>,
}

impl Shallow {
    fn leaves_out(&self, tag: &Tag) -> bool {
        let mut left_out = self.left_out.borrow_mut();
        match tag.kind {
            TagKind::StartTag if self.builder.sink.depth() >= MAX_DEPTH && may_be_left_out(tag) => {
                left_out.push(tag.name.clone());
                true
            }
            TagKind::StartTag => false,
            TagKind::EndTag => left_out.pop_if(|name| *name == tag.name).is_some(),
        }
    }

    fn asks_too_much(&self) -> bool {
        let tree = &self.builder.sink;
        tree.made() > self.bytes + SOME_NODES || tree.work() > MAX_WORK * (self.bytes + SOME_NODES) as u64
    }
}

/// Not those that hold no elements: they do not nest, and what follows them is read in another way.
fn may_be_left_out(tag: &Tag) -> bool {
    !matches!(
        tag.name,
        local_name!("area")
            | local_name!("base")
            | local_name!("br")
            | local_name!("col")
            | local_name!("embed")
            | local_name!("hr")
            | local_name!("iframe")
            | local_name!("img")
            | local_name!("input")
            | local_name!("link")
            | local_name!("meta")
            | local_name!("noembed")
            | local_name!("noframes")
            | local_name!("noscript")
            | local_name!("plaintext")
            | local_name!("script")
            | local_name!("source")
            | local_name!("style")
            | local_name!("textarea")
            | local_name!("title")
            | local_name!("track")
            | local_name!("wbr")
            | local_name!("xmp")
    )
}

impl TokenSink for Shallow {
    type Handle = NodeId;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<NodeId> {
        if self.is_tangled.get() {
            return TokenSinkResult::Continue;
        }
        let is_left_out = matches!(&token, Token::TagToken(tag) if self.leaves_out(tag));
        if is_left_out || matches!(token, Token::ParseError(_)) {
            return TokenSinkResult::Continue;
        }
        let result = self.builder.process_token(token, line);
        if let TokenSinkResult::EncodingIndicator(label) = &result {
            self.encoding.borrow_mut().get_or_insert_with(|| label.to_string());
        }
        self.is_tangled.set(self.asks_too_much());
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

#[cfg(test)]
mod tests;
