//! Formats of which claims come: fact checks of others and annotations.

use super::{account, folder, left_out, read, refused, twice};

const CHECKS: &str = r#"{"@context": "https://schema.org", "@graph": [
 {"@type": "ClaimReview", "claimReviewed": "The bridge: closed #1.", "url": "https://checks.example/1", "datePublished": "2024-11-02",
  "author": {"@type": "Organization", "name": "Example Checks", "logo": "x"},
  "reviewRating": {"@type": "Rating", "ratingValue": -1, "bestRating": "5", "worstRating": 1, "alternateName": "Pants on Fire!"},
  "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Bo Other", "jobTitle": "Mayor", "sameAs": "https://x.example"},
   "datePublished": "2024-10-21", "appearance": [{"@type": "NewsArticle", "url": "https://example.org/1", "headline": "One"},
    {"url": "https://example.org/2,b"}, "https://example.org/3 https://example.org/4, https://example.org/5", {"@id": "https://example.org/6"},
    {"url": "https://example.org/7"}]}},
 {"@type": ["ClaimReview"], "claimReviewed": "Aliens landed.", "reviewRating": "Unproven",
  "itemReviewed": {"author": {"@type": "Organization", "name": "Facebook posts"}, "appearance": "not an address"}},
 {"@type": "ClaimReview", "claimReviewed": "No author.", "itemReviewed": {"@type": "CreativeWork"}},
 {"@type": "ClaimReview", "claimReviewed": ""},
 {"@type": "MediaReview", "mediaAuthenticityCategory": "EditedOrCropped", "itemReviewed": {"@type": "MediaReviewItem",
  "mediaItemAppearance": [{"@type": "ImageObject", "contentUrl": "https://example.org/pic.jpg", "caption": "x"}]}},
 {"@type": "WebSite", "name": "x"}]}"#;

#[test]
fn a_fact_check_of_others_is_a_claim_and_no_verdict() {
    let file = twice(&["claimreview", "c.json"], &[("c.json", CHECKS.as_bytes())]);
    assert!(
        file.contains("  bo-other:\n    identity: named\n    name: Bo Other\n    kind: person\n    role: Mayor\n"),
        "{file}"
    );
    assert!(file.contains("  facebook-posts:\n    identity: unspecified\n    description: Facebook posts\n"), "{file}");
    let claim = "    statement: 'The bridge: closed #1.'\n    attributed_to:\n    - bo-other\n    date: \"2024-10-21\"\n    evidence:\n    - document: one\n";
    assert!(file.contains(claim), "{file}");
    for number in ["1", "2,b", "3", "4", "5", "6", "7"] {
        assert_eq!(file.matches(&format!("url: https://example.org/{number}\n")).count(), 1, "{number}: {file}");
    }
    let note = "Reviewed elsewhere by Example Checks on 2024-11-02 at https://checks.example/1, not by this desk: alternateName: \
                Pants on Fire!, ratingValue: -1, worstRating: 1, bestRating: 5";
    assert!(file.contains(note), "{file}");
    assert!(
        file.contains("not by this desk: Unproven") && file.contains("not by this desk: without a rating"),
        "{file}"
    );
    assert!(!file.contains("reviews:") && !file.contains("verdict"), "{file}");
    assert!(file.contains("url: https://example.org/pic.jpg"), "{file}");
    let folder = folder();
    folder.write("c.json", CHECKS);
    let run = folder.run(&["import", "claimreview", "c.json", "--format", "json"]);
    let account = account(&run);
    let expected = [
        "author.logo no-field",
        "itemReviewed.author.sameAs no-field",
        "itemReviewed.mediaItemAppearance.caption no-field",
        "mediaAuthenticityCategory no-field",
        "WebSite other-kind",
    ];
    assert_eq!(left_out(&account), expected);
    assert_eq!(refused(&account), ["item 2 itemReviewed.appearance url", "item 4 claimReviewed no-statement"]);
}

#[test]
fn a_page_has_its_fact_checks_in_scripts() {
    let page = |json: &str| {
        format!(
            "<!doctype html><title>x</title><script type=\"application/ld+json\">{json}</script><script type='application/ld+json'>{{</script>"
        )
    };
    let folder = folder();
    folder.write("c.html", page(CHECKS));
    folder.write(
        "feed.json",
        format!(
            r#"{{"@type": "DataFeed", "dataFeedElement": [{{"@type": "DataFeedItem", "item": [{}]}}]}}"#,
            r#"{"@type": "https://schema.org/ClaimReview", "claimReviewed": "Fed."}"#
        ),
    );
    let run = folder.run(&["import", "claimreview", "c.html", "feed.json", "--format", "json"]);
    assert_eq!(run.status, Some(1));
    assert_eq!(account(&run)["written"]["claims"], 4, "{}", run.out());
    assert!(refused(&account(&run)).contains(&" application/ld+json syntax".to_owned()), "{}", run.out());
    assert!(read(&folder, "claims/c.yaml").contains("statement: Fed."));
}

/// Fact checks as desks publish them, with people that do not exist.
const ODD: &str = r#"[[
 {"@type": ["Review", "ClaimReview"], "claimReviewed": "Caf&#233;s &quot;closed&quot; &amp; R&D moved", "datePublished": "2021-01-05 05:00",
  "reviewRating": {"ratingValue": "Mostly False", "bestRating": -1, "worstRating": -1, "alternateName": {"@language": "en", "@value": "Nope"}},
  "itemReviewed": {"@type": "CreativeWork", "author": [{"@type": "Organization", "name": "Facebook-Nutzer"}, {"@type": "Person", "name": "Ada Example"}],
   "sameAs": "https://viral.example/1"}},
 {"@type": "ClaimReview", "claimReviewed": "Rated backwards.", "reviewRating": {"ratingValue": 7, "bestRating": "5", "worstRating": "10"},
  "itemReviewed": [{"@type": "Claim", "author": {"name": "Viral image"}, "sameAs": "https://claims.example/1"}, {"@type": "Claim", "author": {"name": ""}}]},
 {"@type": "ClaimReview", "claimReviewed": "Nem igaz ez — هذا خبر كاذب", "reviewRating": null, "author": null, "itemReviewed": {"author": "The Example Post"}},
 {"@type": "NewsArticle", "headline": "x", "review": [{"@type": "ClaimReview", "claimReviewed": "In an article."}, {"@type": "Review", "name": "y"}]},
 {"@type": "WebPage", "mainEntity": {"@type": "ClaimReview", "claimReviewed": "In a page."}},
 {"claimReviewed": "Of a list without types.", "author": {"name": "Example Checks"}, "reviewRating": {"alternateName": "Faux"}},
 {"@type": "ClaimReview", "claimReviewed": ["One", "Two"]}
]]"#;

#[test]
fn odd_fact_checks_are_read_without_inventing_anything() {
    let file = twice(&["claimreview", "odd.json"], &[("odd.json", ODD.as_bytes())]);
    for expected in [
        "    statement: Cafés \"closed\" & R&D moved\n    attributed_to:\n    - facebook-nutzer\n    - ada-example\n    evidence:\n    - document: viral-example-1\n    \
         note: 'Reviewed elsewhere on 2021-01-05 05:00, not by this desk: alternateName: Nope, ratingValue: Mostly False, worstRating: -1, bestRating: -1'\n",
        "  facebook-nutzer:\n    identity: unspecified\n",
        "  viral-image:\n    identity: unspecified\n",
        "    identity: named\n    name: The Example Post\n",
        "not by this desk: ratingValue: 7, worstRating: 10, bestRating: 5'\n",
        "    statement: Nem igaz ez — هذا خبر كاذب\n    attributed_to:\n    - example-post\n    note: 'Reviewed elsewhere, not by this desk: without a rating'\n",
        "    statement: In an article.\n",
        "    statement: In a page.\n",
        "    statement: Of a list without types.\n    note: 'Reviewed elsewhere by Example Checks, not by this desk: alternateName: Faux'\n",
    ] {
        assert!(file.contains(expected), "{expected}\n{file}");
    }
    assert!(
        !file.contains("claims.example"),
        "an address that identifies a claim is no place where it appeared: {file}"
    );
    let folder = folder();
    folder.write("odd.json", ODD);
    let run = folder.run(&["import", "claimreview", "odd.json", "--format", "json"]);
    assert_eq!(run.status, Some(1));
    let expected = [
        "reviewRating.alternateName.@language no-field",
        "itemReviewed.sameAs no-field",
        "NewsArticle other-kind",
        "WebPage other-kind",
    ];
    assert_eq!(left_out(&account(&run)), expected);
    assert_eq!(refused(&account(&run)), ["item 9 claimReviewed shape", "item 9 claimReviewed no-statement"]);
}

#[test]
fn what_a_search_in_fact_checks_found_is_read() {
    let found = r#"{"claims": [{"text": "The film shows it.", "claimant": "Facebook,Twitter", "claimDate": "2021-05-11T13:44:56Z", "claimReview": [
      {"publisher": {"name": "Example Checks", "site": "checks.example"}, "url": "https://checks.example/a", "title": "It does not", "reviewDate": "2021-05-12T00:00:00Z",
       "textualRating": "False", "languageCode": "en"}, {"publisher": {"site": "other.example"}, "textualRating": "4 Bridges"}]},
     {"text": "No check.", "claimReview": []}], "nextPageToken": "x"}"#;
    let file = twice(&["claimreview", "found.json"], &[("found.json", found.as_bytes())]);
    let claim = "    statement: The film shows it.\n    attributed_to:\n    - facebook-twitter\n    date: \"2021-05-11T13:44:56Z\"\n    note: |-\n      \
        Reviewed elsewhere by Example Checks on 2021-05-12T00:00:00Z at https://checks.example/a, not by this desk: False\n      \
        Reviewed elsewhere by other.example, not by this desk: 4 Bridges\n";
    assert!(file.contains(claim) && file.contains("    statement: No check.\n"), "{file}");
    assert!(file.contains("  facebook-twitter:\n    identity: unspecified\n"), "{file}");
    let folder = folder();
    folder.write("found.json", found);
    let run = folder.run(&["import", "claimreview", "found.json", "--format", "json"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert_eq!(left_out(&account(&run)), ["claimReview.title no-field", "claimReview.languageCode no-field"]);
}

const ANNOTATIONS: &str = r#"{"total": 3, "rows": [
 {"id": "x", "user": "acct:ada@hypothes.is", "uri": "https://example.org/a", "text": "Ask ada@example.org", "tags": ["bridge"], "group": "g",
  "document": {"title": ["An article"]}, "target": [{"source": "https://example.org/a", "selector": [{"type": "RangeSelector", "startOffset": 1},
   {"type": "TextQuoteSelector", "exact": "the bridge\n is closed", "prefix": "p", "suffix": "s"}]}]},
 {"uri": "https://example.org/b", "text": "all of it", "target": [{"source": "https://example.org/b"}]},
 {"uri": "https://example.org/a", "text": "reply", "references": ["x"], "target": []}]}"#;

#[test]
fn an_annotation_is_a_quote_and_its_author_no_source() {
    let file = twice(&["hypothesis", "h.json"], &[("h.json", ANNOTATIONS.as_bytes())]);
    let claim = "    evidence:\n    - document: article\n      quote: |-\n        the bridge\n         is closed\n    tags:\n    - bridge\n    note: Ask [left out]\n";
    assert!(file.contains(claim), "{file}");
    assert!(!file.contains("ada@") && !file.contains("sources:"), "{file}");
    assert!(file.contains("    url: https://example.org/b\n    note: all of it\n"), "{file}");
    let folder = folder();
    folder.write("h.json", ANNOTATIONS);
    let run = folder.run(&["import", "hypothesis", "h.json", "--format", "json"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert_eq!(
        left_out(&account(&run)),
        [
            "user annotator",
            "target.selector.RangeSelector no-field",
            "text contact",
            "group no-field",
            "annotation no-words",
            "references reply"
        ]
    );
}

/// What people save in the sidebar of Hypothesis.
#[test]
fn an_export_of_annotations_is_read() {
    let annotations = ANNOTATIONS.split_once("\"rows\": ").unwrap().1;
    let export = format!(
        r#"{{"export_date": "2024-11-02", "export_userid": "acct:ada@hypothes.is", "client_version": "1", "annotations": {annotations}"#
    );
    let file = twice(&["hypothesis", "h.json"], &[("h.json", export.as_bytes())]);
    assert!(file.contains("      quote: |-\n        the bridge\n         is closed\n"), "{file}");
    let folder = folder();
    folder.write("h.json", export);
    let run = folder.run(&["import", "hypothesis", "h.json", "--format", "json"]);
    assert!(
        refused(&account(&run)).is_empty() && !left_out(&account(&run)).concat().contains("export"),
        "{}",
        run.all()
    );
}

#[test]
fn annotations_of_the_w3c_are_read_too() {
    let w3c = r#"{"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection", "first": {"type": "AnnotationPage", "items": [
     {"type": "Annotation", "creator": "https://example.org/ada", "body": [{"type": "TextualBody", "value": "why?"}, {"type": "TextualBody",
      "purpose": "tagging", "value": "bridge"}], "target": {"source": "https://example.org/a", "selector": {"type": "TextQuoteSelector", "exact": "closed"}}},
     {"type": "Annotation", "bodyValue": "x", "target": "https://example.org/b"}]}}"#;
    let file = twice(&["hypothesis", "w.json"], &[("w.json", w3c.as_bytes())]);
    assert!(file.contains("      quote: closed\n    tags:\n    - bridge\n    note: why?\n"), "{file}");
    assert!(file.contains("    url: https://example.org/b\n    note: x\n"), "{file}");
}
