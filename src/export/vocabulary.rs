//! The terms that linked data is made of. `docs/export.md` says what each is used for.

/// A term of a vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Term {
    /// Its IRI.
    pub(super) iri: &'static str,
    /// The same with the usual prefix.
    pub(super) compact: &'static str,
}

/// Vocabularies: a prefix, an IRI, and the terms with the names of their constants.
macro_rules! vocabularies {
    ($($prefix:ident = $iri:literal { $($constant:ident = $name:literal),* $(,)? })*) => {
        $(pub(super) mod $prefix {
            use super::Term;
            $(pub(in crate::export) const $constant: Term =
                Term { iri: concat!($iri, $name), compact: concat!(stringify!($prefix), ":", $name) };)*
        })*

        /// The prefixes, in order, with their IRIs.
        pub(super) const PREFIXES: &[(&str, &str)] = &[$((stringify!($prefix), $iri)),*];

        #[cfg(test)]
        const TERMS: &[Term] = &[$($($prefix::$constant),*),*];
    };
}

vocabularies! {
    cito = "http://purl.org/spar/cito/" {
        CITES = "cites",
        DISPUTES = "disputes",
        SUPPORTS = "supports",
    }
    dcterms = "http://purl.org/dc/terms/" {
        DATE = "date",
        DESCRIPTION = "description",
        ISSUED = "issued",
        PUBLISHER = "publisher",
        TITLE = "title",
    }
    np = "http://www.nanopub.org/nschema#" {
        HAS_ASSERTION = "hasAssertion",
        HAS_PROVENANCE = "hasProvenance",
        HAS_PUBLICATION_INFO = "hasPublicationInfo",
        NANOPUBLICATION = "Nanopublication",
    }
    npx = "http://purl.org/nanopub/x/" {
        INTRODUCES = "introduces",
    }
    onrecord = "urn:onrecord:vocab:" {
        ATTRIBUTED_TO = "attributedTo",
        BASIS = "basis",
        CORROBORATES = "corroborates",
        DISPUTES = "disputes",
        DOCUMENT = "document",
        EVIDENCE = "Evidence",
        HAS_EVIDENCE = "hasEvidence",
        IDENTITY = "identity",
        IN_CYCLE = "inCycle",
        KIND = "kind",
        LOCATOR = "locator",
        PUBLISHED_BY = "publishedBy",
        QUOTE = "quote",
        RETRACTION = "Retraction",
        ROLE = "role",
        SOURCE = "Source",
        STATUS = "status",
    }
    prov = "http://www.w3.org/ns/prov#" {
        ACTIVITY = "Activity",
        AGENT = "Agent",
        ENTITY = "Entity",
        INVALIDATED_AT_TIME = "invalidatedAtTime",
        ORGANIZATION = "Organization",
        PERSON = "Person",
        WAS_ATTRIBUTED_TO = "wasAttributedTo",
        WAS_DERIVED_FROM = "wasDerivedFrom",
        WAS_INFLUENCED_BY = "wasInfluencedBy",
        WAS_INVALIDATED_BY = "wasInvalidatedBy",
    }
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#" {
        TYPE = "type",
    }
    rdfs = "http://www.w3.org/2000/01/rdf-schema#" {
        LABEL = "label",
    }
    schema = "https://schema.org/" {
        CLAIM = "Claim",
        CREATIVE_WORK = "CreativeWork",
        KEYWORDS = "keywords",
        TEXT = "text",
        URL = "url",
    }
    xsd = "http://www.w3.org/2001/XMLSchema#" {
        ANY_URI = "anyURI",
        BOOLEAN = "boolean",
        DATE = "date",
        DATE_TIME = "dateTime",
        G_YEAR = "gYear",
        G_YEAR_MONTH = "gYearMonth",
        STRING = "string",
    }
}

/// The prefix of the records themselves.
pub(super) const RECORD: &str = "record";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_term_is_in_the_tables() {
        let page = include_str!("../../docs/export.md");
        for term in TERMS {
            assert!(page.contains(&format!("`{}`", term.iri)), "docs/export.md has no row for {}", term.iri);
        }
    }
}
