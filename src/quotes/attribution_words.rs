//! The words by which an attribution in the midst of a quotation is known.

/// An attribution has just one of these: two may be two speakers.
pub(super) const SPEECH: &str = "\
    said says say told tells tell added adds wrote writes explained explains asked asks replied replies answered \
    answers continued continues noted notes warned warns stated states declared declares insisted insists argued \
    argues announced announces concluded concludes recalled recalls remarked remarks stressed stresses exclaimed \
    exclaims admitted admits claimed claims urged urges charged charges reads read responded responds tweeted tweets \
    posted posts blogged observed observes commented comments contended contends maintained maintains acknowledged \
    acknowledges affirmed affirms alleged alleges asserted asserts boasted boasts bragged complained complains \
    conceded concedes confessed confided countered counters cautioned cautions cried demanded demands emphasized \
    emphasizes emphasised joked jokes lamented laments mused muses predicted predicts promised promises pleaded \
    proclaimed pronounced quipped quips recounted recounts reiterated reiterates repeated repeats reported reports \
    retorted shouted suggested suggests testified testifies thundered vowed vows whispered yelled mocked teased \
    blasted fumed offered interjected intoned opined implored advised advises pledged reasoned reflected surmised \
    speculated chided scoffed sneered ranted railed ventured volunteered went goes elaborated began begins mocks \
    write argue conclude warn explain add insist press pressed presses retaliated retaliates agree agreed believes \
    recall caution contend suggest maintain assert predict complain acknowledge snapped deadpanned wondered agrees \
    narrates narrated summed advise promise according";
/// Those of them that are nouns, too.
pub(super) const NOUNS: &str =
    "press reports charges claims comments demands notes observes promises reads states urges jokes";
/// What is right before a noun or a new subject, and never between who speaks and the verb that says so.
pub(super) const DETERMINERS: &str =
    "a an the his her its our their this that these those some several many all no of in to from";
/// What may be right behind a verb of speech in small letters, so that it is one: `urges the council`.
pub(super) const AFTER_VERBS: &str = "\
    a an the his her its our their this that these those he she they it we you i of in to from on about by with for \
    at as during after before again also today yesterday";
/// What says who has reported it, beside the verb that says who spoke: `said, according to the Post`.
pub(super) const RELAYS: &str = "according";
/// Small words that turn what is said if a clause follows, and not before a noun: `said before the vote`.
pub(super) const TIMES: &str = "before after";
/// Verbs that may say who has reported it.
pub(super) const REPORTS: &str = "according reported reports";
/// Verbs with which somebody goes on who has just spoken.
pub(super) const GOES_ON: &str = "added adds continued continues concluded concludes went goes";
/// Who may go on so: somebody who needs no name.
pub(super) const PRONOUNS: &str = "he she they";
/// Verbs with which somebody else begins: with these, a pronoun is of the other one.
pub(super) const ANSWERS: &str =
    "replied replies answered answers responded responds countered counters retorted asked asks wondered";
/// Words that turn what is said, bring in somebody else, or tell that it was not said. The `t` is that of `didn’t`.
pub(super) const TURNS: &str = "\
    while whereas whilst but and or though although however whether if when unless before after because denied \
    denies deny denying refused declined rejected never not t cannot no nobody none nor neither hardly scarcely few \
    without would could should might may must falsely allegedly reportedly saying responding another";
/// Abbreviations whose full stop ends no sentence.
pub(super) const TITLES: &str = "\
    mr mrs ms dr prof gen lt col maj sgt capt adm sen rep gov st rev jr sr hon pres atty supt cmdr cpl pvt del insp \
    brig amb";
