//! All that commands of a run know of a corpus.

use onrecord::analyse;
use onrecord::analysis::Analysis;
use onrecord::digest::Digests;
use onrecord::graph::Linked;
use onrecord::load::Loaded;
use onrecord::model::Date;
use onrecord::reviews::Reviews;
use onrecord::runs::Facts;

/// A corpus, and what was worked out of it.
pub(crate) struct Known {
    pub(crate) loaded: Loaded,
    pub(crate) linked: Linked,
    analysis: Analysis,
    digests: Digests,
    reviews: Reviews,
}

impl Known {
    /// Works everything out; what has expired depends on the day.
    pub(crate) fn of(loaded: Loaded, linked: Linked, today: Option<&Date>) -> Self {
        let (corpus, graph) = (&loaded.corpus, &linked.graph);
        let (analysis, (digests, reviews)) = rayon::join(
            || analyse(graph),
            || {
                let digests = Digests::new(corpus, graph);
                let reviews = Reviews::new(corpus, &digests, today);
                (digests, reviews)
            },
        );
        Self { loaded, linked, analysis, digests, reviews }
    }

    /// What manifests and lists are made of.
    pub(crate) fn facts(&self) -> Facts<'_> {
        Facts {
            corpus: &self.loaded.corpus,
            graph: &self.linked.graph,
            analysis: &self.analysis,
            digests: &self.digests,
            reviews: &self.reviews,
        }
    }
}
