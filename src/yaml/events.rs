//! The full reader: all of YAML 1.2 through the parser crate, less what claim files do not use.

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span, StructureStyle, options};

use super::refusal::{Refusal, RefusalKind};
use super::tree::{Kind, NodeId, Tree};
use super::{MAX_DEPTH, MAX_SCALAR};

/// Reads one document; see [`super::parse`].
pub(super) fn parse(text: &str) -> Result<Tree<'_>, Refusal> {
    let mut reader = Reader { text, tree: Tree::new(text), open: Vec::new(), parts: 0 };
    for event in Parser::new_from_str_with_options(text, parser_options()) {
        let (event, span) = event.map_err(|error| reader.refused(&error))?;
        reader.event(event, &span)?;
    }
    Ok(reader.tree)
}

fn parser_options() -> Options {
    options! {
        strict_indentation: true,
        disallow_directives: true,
        emit_unresolved_aliases: true,
        emit_anchor_events: true,
        emit_comments: false,
        // The parser reads ahead, so its limits may speak before ours.
        flow_nesting_limit: MAX_DEPTH,
        block_nesting_limit: MAX_DEPTH,
        simple_key_max_lookahead: MAX_SCALAR,
    }
}

struct Reader<'t> {
    text: &'t str,
    tree: Tree<'t>,
    open: Vec<(NodeId, StructureStyle)>,
    parts: usize,
}

impl<'t> Reader<'t> {
    fn event(&mut self, event: Event<'t>, span: &Span) -> Result<(), Refusal> {
        let (start, end) = self.range(span);
        if let Some(tag) = span.tag_start() {
            return Err(refusal(RefusalKind::Tag, offset(tag.byte_offset()), start));
        }
        match event {
            Event::DocumentStart(..) => {
                self.parts += 1;
                if self.parts > 1 {
                    return Err(refusal(RefusalKind::SecondPart, start, end));
                }
            }
            Event::Alias(_) | Event::UnresolvedAlias(_) | Event::Anchor(..) => {
                return Err(refusal(RefusalKind::Anchor, start, end));
            }
            Event::Scalar(value, style, ..) => self.scalar(&value, style, start, end),
            Event::SequenceStart(style, ..) => self.open(Kind::List, style, start, end)?,
            Event::MappingStart(style, ..) => self.open(Kind::Map, style, start, end)?,
            Event::SequenceEnd | Event::MappingEnd => self.close(end),
            _ => {}
        }
        Ok(())
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, start: u32, end: u32) {
        let slice = &self.text[start as usize..end as usize];
        let inside = || slice.get(1..slice.len().saturating_sub(1));
        match style {
            ScalarStyle::Plain if slice.is_empty() || slice == value => {
                self.tree.push(Kind::Plain, start, end);
            }
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if inside() == Some(value) => {
                self.tree.push(Kind::Quoted, start, end);
            }
            _ => {
                self.tree.push_made(value, start, end);
            }
        }
    }

    fn open(&mut self, kind: Kind, style: StructureStyle, start: u32, end: u32) -> Result<(), Refusal> {
        if self.open.len() == MAX_DEPTH {
            return Err(refusal(RefusalKind::TooDeep, start, end.max(start + 1)));
        }
        let end = if style == StructureStyle::Flow { end } else { start };
        self.open.push((self.tree.push(kind, start, end), style));
        Ok(())
    }

    fn close(&mut self, end: u32) {
        if let Some((node, style)) = self.open.pop() {
            self.tree.close(node, (style == StructureStyle::Flow).then_some(end));
        }
    }

    fn range(&self, span: &Span) -> (u32, u32) {
        let range = span.byte_range().unwrap_or(0..0);
        let end = range.end.min(self.text.len());
        (offset(Some(range.start.min(end))), offset(Some(end)))
    }

    /// The parser's own words are not passed on: they can hold what the file says.
    fn refused(&self, error: &ScanError) -> Refusal {
        let mut start = error.marker().byte_offset().unwrap_or(0).min(self.text.len());
        while !self.text.is_char_boundary(start) {
            start -= 1;
        }
        let length = self.text[start..].chars().next().map_or(0, char::len_utf8);
        refusal(kind_of(error.kind(), &self.text[start..]), offset(Some(start)), offset(Some(start + length)))
    }
}

fn refusal(kind: RefusalKind, start: u32, end: u32) -> Refusal {
    Refusal { kind, start, end }
}

fn offset(bytes: Option<usize>) -> u32 {
    bytes.and_then(|bytes| u32::try_from(bytes).ok()).unwrap_or(u32::MAX)
}

fn kind_of(error: &ErrorKind, rest: &str) -> RefusalKind {
    use ErrorKind as E;
    match error {
        E::RecursionLimitExceeded => RefusalKind::TooDeep,
        E::DirectiveDisallowed
        | E::MissingDocumentEndBeforeDirective
        | E::MissingDirectiveName
        | E::InvalidDirectiveName => RefusalKind::Directive,
        E::AnchorCountOverflow | E::UnknownAnchor | E::MissingAnchorOrAliasName => RefusalKind::Anchor,
        E::UndeclaredTagHandle
        | E::ExpectedTagBang
        | E::InvalidGlobalTagCharacter
        | E::InvalidTagTerminator
        | E::MissingTagUri
        | E::UnclosedVerbatimTag
        | E::InvalidTagEscape
        | E::InvalidTagUtf8 => RefusalKind::Tag,
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabAtBlockScalarStart
        | E::TabInIndentation
        | E::TabInPlainScalar => RefusalKind::Tab,
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::MisplacedFlowCollectionEnd
        | E::MismatchedFlowCollectionEnd { .. }
        | E::UnclosedFlowCollection { .. } => RefusalKind::Bracket,
        E::UnclosedQuotedScalar
        | E::InvalidQuotedScalarIndent
        | E::DocumentIndicatorInQuotedScalar
        | E::InvalidTrailingSingleQuotedScalar
        | E::InvalidTrailingDoubleQuotedScalar => RefusalKind::Quote,
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate
        | E::InvalidUnicodeEscape => RefusalKind::Escape,
        E::InvalidDocumentEnd | E::ExpectedDocumentStart | E::MultipleDocumentsUnsupported => RefusalKind::SecondPart,
        E::BlockEntryInFlowCollection
        | E::BlockSequenceEntryNotAllowed
        | E::InvalidBlockEntryWhitespace
        | E::PlainScalarStartsWithDashFlowIndicator => RefusalKind::Hyphen,
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::InvalidMappingValueWhitespace => RefusalKind::Colon,
        E::SimpleKeyExpected | E::InvalidSimpleKey => RefusalKind::NoColon,
        _ if rest.starts_with('\t') => RefusalKind::Tab,
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidFlowScalarIndent
        | E::InvalidBlockScalarIndent
        | E::MappingKeyNotAllowed => RefusalKind::Indentation,
        E::UnexpectedCharacter { .. } => RefusalKind::Character,
        _ => RefusalKind::Other,
    }
}
