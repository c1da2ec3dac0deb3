//! Answers that depend on something beside the corpus, such as the day: each is worked out once and kept.

use std::sync::OnceLock;

/// Answers by question. There are few questions, and an answer lives as long as what it is about: a chain that only
/// grows.
#[derive(Debug)]
pub(super) struct Answers<Q, A>(OnceLock<Box<Answered<Q, A>>>);

#[derive(Debug)]
struct Answered<Q, A> {
    question: Q,
    answer: A,
    others: Answers<Q, A>,
}

impl<Q, A> Default for Answers<Q, A> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<Q: PartialEq, A> Answers<Q, A> {
    /// All questions that were asked, and their answers.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Q, &A)> {
        let all = std::iter::successors(self.0.get(), |known| known.others.0.get());
        all.map(|known| (&known.question, &known.answer))
    }

    /// The answer to a question, worked out if nobody has asked before.
    ///
    /// It is made outside the lock: a thread that waits for parts of it may meanwhile be given work that asks the same.
    pub(super) fn get_or_make(&self, question: Q, make: impl FnOnce() -> A) -> &A {
        let mut place = self;
        while let Some(known) = place.0.get() {
            if known.question == question {
                return &known.answer;
            }
            place = &known.others;
        }
        let mut new = Box::new(Answered { question, answer: make(), others: Self::default() });
        // Others may have asked something in the meantime.
        while let Err(refused) = place.0.set(new) {
            new = refused;
            place = place.0.get().map_or(place, |known| &known.others);
        }
        &place.0.get_or_init(|| unreachable!("the answer was just put here")).answer
    }
}

/// What is kept, made if it is not there. It is made outside the lock: a thread that waits for parts of it may
/// meanwhile be given work that asks for the same.
pub(super) fn made<T>(kept: &OnceLock<T>, make: impl FnOnce() -> T) -> &T {
    if let Some(there) = kept.get() {
        return there;
    }
    let new = make();
    kept.get_or_init(|| new)
}
