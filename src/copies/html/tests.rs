//! What people see of pages, worked out by hand.

use super::*;
use crate::copies::seam::{APART, BACK, BORDER, LED_IN};

fn visible_text(page: &str) -> Option<String> {
    parse(page).map(|page| super::visible_text(&page))
}

#[test]
fn what_is_quoted_is_of_somebody_else() {
    for (page, text) in [
        ("<p>one<blockquote><p>two<p>three</blockquote>four", "one\n[two\nthree\n]four"),
        ("<blockquote>one</blockquote><blockquote>two</blockquote>three", "[one\n][two\n]three"),
        ("<p>He said:</p><blockquote>one</blockquote>two", "He said:\n:one\n]two"),
        ("<article><h1>one</h1>two<aside>three</aside>four</article>five", "[one\n|two\n[three\n]four\n]five"),
        (
            "<div class='Comment depth-1'>one</div><div class=comment>two</div><p class=comments>three<p>four",
            "[one\n][two\n]three\nfour",
        ),
        (
            "<div class='message default'>one</div><div class='message joined'>two</div>three <b \
             class=message>four</b>",
            "[one\n][two\n]three four",
        ),
        ("<div role=article>one<div role=Article>two</div></div><div role=main>three</div>", "[one\n[two\n]]three"),
        ("<p>one<aside hidden>no</aside><blockquote></blockquote>two", "one\ntwo"),
        ("one<blockquote>two<blockquote>three</blockquote></blockquote>four\u{2061}", "one\n[two\n[three\n]]four"),
    ] {
        let shown = visible_text(page).map(|shown| shown.replace(BORDER, "|").replace(APART, "["));
        let shown = shown.map(|shown| shown.replace(LED_IN, ":").replace(BACK, "]"));
        assert_eq!(shown.as_deref().map(str::trim_end), Some(text), "{page}");
    }
}

#[test]
fn text_as_a_browser_shows_it() {
    for (page, text) in [
        ("<p>Troops <b>left</b> Iraq.</p><p>They", "Troops left Iraq.\nThey"),
        ("with<wbr>drawal with&shy;drawal a&amp;b &lt;b&gt; &hellip;", "withdrawal with\u{AD}drawal a&b <b> …"),
        ("  one \n two<br>three<br/><br/>four", "one two\nthree\nfour"),
        ("one<script>two()</script><style>p{}</style><template>three</template><!-- four --> five", "one five"),
        ("<title>one</title><noscript>two</noscript><p hidden>three</p><p>four", "four"),
        ("<p hidden=until-found>one</p><p hidden style='display:block'>two</p>", "one\ntwo"),
        ("a<span style='DISPLAY : none !important'>b</span>c", "ac"),
        ("a<b style='position:absolute; left:-9999px'>b</b>c<b style='left:-9999px'>d</b>", "acd"),
        ("a<b style='position: absolute; clip: rect(0, 0, 0, 0)'>b</b><b style='text-indent:-9999px'>c</b>", "a"),
        ("<b style='position:absolute;left:-20px;clip:rect(0,99px,99px,0)'>a</b>", "a"),
        ("a<span style='visibility:hidden'>b<i style='visibility: visible'>c</i>d</span>e", "ace"),
        ("<p><span style=display:none>a</p>b", "b"),
        ("<pre>one\n  two</pre>three\nfour", "one\ntwo\nthree four"),
        ("<table><tr><td>a<td>b<tr><td>c</table>d", "a\n|b\n|c\n|d"),
        ("<table>foster<tr><td>a</table>", "foster\n|a"),
        ("<ul><li>one<li>two</ul>", "one\n|two"),
        ("<h1>one</h1><p>two<p>three<hr>fo\u{2064}ur", "one\n|two\nthree\n|four"),
        (
            "left<sup class='reference'><a href='#n1'>[1]</a></sup>. Then<sup>[note 2]</sup> on<sup><a \
             href='#f'>3</a></sup>",
            "left. Then on",
        ),
        ("10<sup>2</sup> 10<sup>-12</sup> 1<sup>st</sup> CO<sub>2</sub>", "10² 10⁻¹² 1st CO2"),
        ("<b><p>one</p></b>two", "one\ntwo"),
        ("<svg><title>no</title><text>yes</text></svg><math><annotation>no</annotation></math>", "yes"),
        ("<select><option>one<option>two</select>", "one\n|two"),
        ("<dialog>no</dialog><dialog open>yes</dialog>", "yes"),
        ("<ruby>漢<rp>(<rt>kan<rp>)</ruby>字", "漢字"),
        ("a\u{A0} b", "a\u{A0} b"),
        ("", ""),
    ] {
        let shown = visible_text(page).map(|shown| shown.replace(BORDER, "|"));
        assert_eq!(shown.as_deref().map(str::trim_end), Some(text), "{page}");
    }
}

/// What an element's own style hides, nobody reads, so nobody can quote it.
#[test]
fn what_a_style_of_its_own_hides_is_not_text() {
    let shown = |tag: &str, style: &str| {
        let page = format!("<p>one <{tag} style='{style}'>two</{tag}> three");
        visible_text(&page).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    for style in [
        "opacity:0",
        "opacity: 0.0%",
        "opacity:1; opacity:.0 !important; opacity:1",
        "filter: opacity(0)",
        "font-size:0",
        "FONT-SIZE: 0.0em",
        "font:700 0/0 serif",
        "color:transparent",
        "color: rgba(0, 0, 0, 0)",
        "color:rgb(0 0 0 / 0%)",
        "color:#0000",
        "color:#ffffff00",
        "content-visibility:hidden",
        "clip-path:inset(100%)",
        "clip-path: inset(50% 50%)",
        "transform:scale(0)",
        "position:fixed; right:-9999px",
        "position:absolute; left:-999em",
        "position:relative; left:-9999px",
        "position:absolute; inset:-9999px auto auto -9999px",
        "position:absolute; inset-inline-start:-9999px",
        "margin-left:-9999px",
        "margin:0 0 0 -9999px",
        "margin-top:-9999px",
        "transform:translateX(-9999px)",
        "transform:translate(-9999px, 0)",
        "translate:-9999px",
        "transform:scaleX(0)",
        "transform:scale3d(0, 0, 0)",
        "scale:0",
        "clip-path:polygon(0 0, 0 0, 0 0)",
        "display:inline-block; height:0; overflow:clip",
        "position:absolute; width:1px; height:1px; overflow:hidden; padding:0",
        "display:inline-block; max-height:0; overflow:hidden",
        "display:/* why */none",
        "display:none !important; display:block",
    ] {
        assert_eq!(shown("span", style), "one three", "{style}");
    }
    assert_eq!(shown("div", "height:0; overflow:hidden"), "one three");
    for style in [
        "opacity:0.01",
        "opacity:0; opacity:1",
        // Scripts fade it in.
        "opacity:0; transform:translateY(20px)",
        "opacity:0; transition:opacity .5s",
        "font-size:10px",
        "font-size:calc(0px + 1em)",
        "font:700 12px/1.5 serif",
        "color:#000",
        "color:#fff0ff",
        "color:rgba(0,0,0)",
        "color:rgba(0,0,0,.8)",
        // Letters that show what is behind them.
        "background:linear-gradient(red, blue); background-clip:text; color:transparent",
        "clip-path:inset(0)",
        "clip-path:inset(0 0 10% 0)",
        "transform:scale(0.9)",
        "transform:translateX(-50%)",
        "scale:1 0.9",
        "clip-path:polygon(0 0, 100% 0, 100% 100%)",
        "margin:0 auto -20px -20px",
        // Columns of one height, and a band as wide as the screen.
        "margin-bottom:-9999px; padding-bottom:9999px",
        "margin:0 -9999px; padding:0 9999px",
        "margin-left:-9999px; padding-left:9999px",
        "position:sticky; top:0",
        "left:-9999px",
        // A line knows no height.
        "height:0; overflow:hidden",
        "max-height:0",
        "display:block; height:0; padding-bottom:56%; overflow:hidden",
        "display:block; height:100px; overflow:hidden",
    ] {
        assert_eq!(shown("span", style), "one two three", "{style}");
    }
}

/// Size and colour are handed down, until something within has its own.
#[test]
fn what_is_in_text_without_size_or_colour_may_have_its_own() {
    for (page, text) in [
        (
            "<p style='font-size:0'>a <b style='font-size:2em'>b</b> <i style='font-size:1rem'>c</i> <u \
             style='font-size:16px'>d</u>",
            "c d",
        ),
        (
            "<p style='color:transparent'>a <b>b</b> <i style='color:inherit'>c</i> <u style='color:red'>d</u> \
             <a>e</a>",
            "d e",
        ),
        ("<p style='opacity:0'>a <b style='opacity:1'>b</b>", ""),
        ("<body style='opacity:0'>a", "a"),
        ("<body style='display:none'>a", ""),
        ("a<div popover>b</div>", "a"),
    ] {
        let shown = visible_text(page).unwrap();
        assert_eq!(shown.split_whitespace().collect::<Vec<_>>().join(" "), text, "{page}");
    }
}

#[test]
fn deep_pages_are_read() {
    for tag in ["div", "b", "span", "p", "ul", "table", "blockquote", "a", "font", "svg", "section"] {
        let page =
            format!("before {}within{} after", format!("<{tag}>").repeat(100_000), format!("</{tag}>").repeat(100_000));
        let text = visible_text(&page).unwrap();
        let words: Vec<_> = text.split_whitespace().map(|word| word.trim_matches([APART, BACK])).collect();
        assert_eq!(words, ["before", "within", "after"], "{tag}");
    }
}

#[test]
fn tangled_pages_are_given_up() {
    let bold = (0..20_000).map(|nth| format!("<p><b a={nth}></p>")).collect::<Vec<_>>().concat();
    assert!(visible_text(&bold).is_none());
    let attributes = (0..100_000).map(|nth| format!("a{nth}")).collect::<Vec<_>>().join(" ");
    for tag in [
        format!("<a {attributes}>"),
        format!("<a =\" {attributes}>"),
        format!("<a b==\" {attributes}>"),
        format!("<a ' {attributes}>"),
    ] {
        assert!(visible_text(&tag).is_none());
    }
    let picture = format!("one <img src='data:{}'> two <!-- {attributes} -->", "a/b c".repeat(100_000));
    assert!(visible_text(&picture).is_none_or(|text| text.trim_end() == "one two"));
}
