//! The full reader: all of YAML 1.2 through the parser crate, less what claim files do not use.

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span, StructureStyle, options};

use super::refusal::{Refusal, RefusalKind};
use crate::tree::{MAX_DEPTH, MAX_SCALAR, NodeId, NodeKind, Tree};

/// Reads one document; see [`super::parse`].
pub(super) fn parse(text: &str) -> Result<Tree<'_>, Refusal> {
    let has_tabs = memchr::memchr(b'\t', text.as_bytes()).is_some();
    let mut reader = EventReader { text, has_tabs, tree: Tree::new(text), open: Vec::new(), parts: 0, end: 0 };
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

struct EventReader<'t> {
    text: &'t str,
    has_tabs: bool,
    tree: Tree<'t>,
    open: Vec<(NodeId, StructureStyle)>,
    parts: usize,
    /// Where the last event ended.
    end: usize,
}

impl<'t> EventReader<'t> {
    fn event(&mut self, event: Event<'t>, span: &Span) -> Result<(), Refusal> {
        let (start, end) = self.range(span);
        self.end = end as usize;
        if let Some(tag) = span.tag_start() {
            return Err(refusal(RefusalKind::Tag, offset(tag.byte_offset()), start));
        }
        if self.has_tabs && event.is_node() {
            self.refuse_tab_before(start)?;
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
            Event::SequenceStart(style, ..) => self.open(NodeKind::List, style, start, end)?,
            Event::MappingStart(style, ..) => self.open(NodeKind::Map, style, start, end)?,
            Event::SequenceEnd | Event::MappingEnd => self.close(end),
            _ => {}
        }
        Ok(())
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, start: u32, end: u32) {
        let slice = &self.text[start as usize..end as usize];
        let inside = || slice.get(1..slice.len().saturating_sub(1));
        match style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                // The parser counts what follows on the next lines in.
                let length = u32::try_from(slice.trim_end().len()).unwrap_or(u32::MAX);
                self.tree.push_made(self.without_last_end(value), start, start + length);
            }
            ScalarStyle::Plain if slice.is_empty() || slice == value => {
                self.tree.push(NodeKind::Plain, start, end);
            }
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted if inside() == Some(value) => {
                self.tree.push(NodeKind::Quoted, start, end);
            }
            _ => {
                self.tree.push_made(value, start, end);
            }
        }
    }

    /// A block of text at the end of a file whose last line has no end: the parser gives it one all the same.
    fn without_last_end<'v>(&self, value: &'v str) -> &'v str {
        let last = self.text.rsplit('\n').next().unwrap_or_default().trim_matches(' ');
        let without = value
            .strip_suffix('\n')
            .filter(|without| !last.is_empty() && without.trim_end_matches(' ').ends_with(last));
        without.unwrap_or(value)
    }

    fn open(&mut self, kind: NodeKind, style: StructureStyle, start: u32, end: u32) -> Result<(), Refusal> {
        if self.open.len() == MAX_DEPTH {
            return Err(refusal(RefusalKind::TooDeep, start, end.max(start + 1)));
        }
        let (start, end) = match style {
            StructureStyle::Flow => (start, end),
            StructureStyle::Block => (self.block_start(kind, start), start),
        };
        self.open.push((self.tree.push(kind, start, end), style));
        Ok(())
    }

    /// A list that is indented no deeper than its key starts, for the parser, behind its first hyphen.
    fn block_start(&self, kind: NodeKind, start: u32) -> u32 {
        let before = self.text[..start as usize].trim_end_matches(' ');
        if kind != NodeKind::List || !before.ends_with('-') {
            return start;
        }
        let hyphen = offset(Some(before.len() - 1));
        let is_of_list_around = self.open.last().is_some_and(|&(list, _)| self.tree.range(list).0 == hyphen);
        if is_of_list_around { start } else { hyphen }
    }

    /// YAML lets tabs stand before some values; people who see them see something else.
    fn refuse_tab_before(&self, start: u32) -> Result<(), Refusal> {
        let before = &self.text[..start as usize];
        let line = before.rfind('\n').map_or(0, |at| at + 1);
        match before[line..].find('\t') {
            Some(tab) if before[line..].chars().all(|character| matches!(character, ' ' | '\t')) => {
                Err(refusal(RefusalKind::Tab, offset(Some(line + tab)), offset(Some(line + tab + 1))))
            }
            _ => Ok(()),
        }
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
        let marker = self.text.floor_char_boundary(error.marker().byte_offset().unwrap_or(0));
        let kind = kind_of(error.kind(), &self.text[..marker], &self.text[marker..]);
        let is_closed = matches!(
            error.kind(),
            ErrorKind::InvalidTrailingSingleQuotedScalar
                | ErrorKind::InvalidTrailingDoubleQuotedScalar
                | ErrorKind::DocumentIndicatorInQuotedScalar
        );
        let start = self.culprit(kind, marker, is_closed);
        let length = self.text[start..].chars().next().map_or(0, char::len_utf8);
        refusal(kind, offset(Some(start)), offset(Some(start + length)))
    }

    /// The parser stops where it can go on no longer; what is wrong may stand before or behind that.
    fn culprit(&self, kind: RefusalKind, marker: usize, is_closed: bool) -> usize {
        let line = self.text[..marker].rfind('\n').map_or(0, |at| at + 1);
        let behind = |from: usize, sign: &[char]| self.text[from..].find(sign).map(|at| from + at);
        let found = match kind {
            RefusalKind::Tab => behind(line, &['\t']),
            RefusalKind::Quote if !is_closed => behind(self.end, &['"', '\'']).filter(|&quote| quote < marker),
            RefusalKind::TooDeep => {
                // The brackets were counted ahead, without the blocks around them.
                let ahead = &self.text[self.end.min(marker)..marker];
                let bracket = ahead.match_indices(['[', '{']).nth(MAX_DEPTH.saturating_sub(self.open.len()));
                bracket.map(|(at, _)| self.end + at)
            }
            RefusalKind::Escape => bad_escape(&self.text[marker..]).map(|at| marker + at),
            RefusalKind::Indentation => {
                let words = self.text[line..].trim_start_matches(' ');
                Some(self.text.len() - words.len()).filter(|&start| start < marker)
            }
            _ => None,
        };
        found.unwrap_or(marker)
    }
}

/// The first escape that YAML does not have.
fn bad_escape(text: &str) -> Option<usize> {
    let mut rest = text.char_indices();
    while let Some((at, character)) = rest.next() {
        if character != '\\' {
            continue;
        }
        let digits = match rest.next()?.1 {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            other if "0abt\tnvfre \"/\\N_LP\r\n".contains(other) => 0,
            _ => return Some(at),
        };
        let hexadecimal = |digit: &char| digit.is_ascii_hexdigit();
        if text[at + 2..].chars().take(digits).filter(hexadecimal).count() < digits {
            return Some(at);
        }
    }
    None
}

fn refusal(kind: RefusalKind, start: u32, end: u32) -> Refusal {
    Refusal { kind, start, end }
}

fn offset(bytes: Option<usize>) -> u32 {
    bytes.and_then(|bytes| u32::try_from(bytes).ok()).unwrap_or(u32::MAX)
}

fn kind_of(error: &ErrorKind, before: &str, rest: &str) -> RefusalKind {
    use ErrorKind as E;
    let ends_with = |signs: [char; 2]| before.trim_end_matches(' ').ends_with(signs);
    let is_behind = !before.ends_with('\n') && !rest.starts_with('\n');
    match error {
        E::RecursionLimitExceeded => RefusalKind::TooDeep,
        E::DirectiveDisallowed
        | E::MissingDocumentEndBeforeDirective
        | E::MissingDirectiveName
        | E::InvalidDirectiveName => RefusalKind::Directive,
        E::AnchorCountOverflow | E::UnknownAnchor | E::MissingAnchorOrAliasName => RefusalKind::Anchor,
        _ if is_about_tags(error) => RefusalKind::Tag,
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabAtBlockScalarStart
        | E::TabInIndentation
        | E::TabInPlainScalar => RefusalKind::Tab,
        _ if is_about_brackets(error) => RefusalKind::Bracket,
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
        E::InvalidDocumentEnd | E::MultipleDocumentsUnsupported => RefusalKind::SecondPart,
        E::ExpectedDocumentStart if before.starts_with("...") || before.contains("\n...") => RefusalKind::SecondPart,
        E::BlockEntryInFlowCollection
        | E::BlockSequenceEntryNotAllowed
        | E::InvalidBlockEntryWhitespace
        | E::PlainScalarStartsWithDashFlowIndicator => RefusalKind::Hyphen,
        E::MappingValueNotAllowed | E::InvalidColonPlacement | E::InvalidMappingValueWhitespace => RefusalKind::Colon,
        E::SimpleKeyExpected | E::InvalidSimpleKey => RefusalKind::NoColon,
        _ if rest.starts_with('\t') => RefusalKind::Tab,
        _ if is_behind && ends_with([']', '}']) => RefusalKind::Bracket,
        _ if is_behind && ends_with(['"', '\'']) => RefusalKind::Quote,
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::ExpectedDocumentStart
        | E::InvalidBlockScalarIndent => RefusalKind::Indentation,
        E::UnexpectedCharacter { .. }
        | E::ExpectedNodeContent
        | E::InvalidBlockScalarHeader
        | E::MappingKeyNotAllowed => RefusalKind::Character,
        _ if rest.starts_with([',', ']', '}', '?', '|', '>', '%', '@', '`']) => RefusalKind::Character,
        _ => RefusalKind::Other,
    }
}

fn is_about_tags(error: &ErrorKind) -> bool {
    use ErrorKind as E;
    matches!(
        error,
        E::UndeclaredTagHandle
            | E::ExpectedTagBang
            | E::InvalidGlobalTagCharacter
            | E::InvalidTagTerminator
            | E::MissingTagUri
            | E::UnclosedVerbatimTag
            | E::InvalidTagEscape
            | E::InvalidTagUtf8LeadingByte
            | E::InvalidTagUtf8TrailingByte
            | E::InvalidTagUtf8
    )
}

fn is_about_brackets(error: &ErrorKind) -> bool {
    use ErrorKind as E;
    matches!(
        error,
        E::UnexpectedEofFlowSequence
            | E::UnexpectedEofFlowMapping
            | E::UnexpectedEofImplicitFlowMapping
            | E::ExpectedFlowMappingSeparator
            | E::ExpectedFlowSequenceSeparator
            | E::MisplacedFlowCollectionEnd
            | E::MismatchedFlowCollectionEnd { .. }
            | E::InvalidFlowScalarIndent
            | E::UnclosedFlowCollection { .. }
    )
}
