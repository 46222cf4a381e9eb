//! The rules that end a reference, by name.

use crate::value::codes;

codes! {
    /// The rule that decided: the steps of the decision list in finer grain. The schema of the table of references says what each
    /// means.
    Rule {
        /// The title stands directly in front of the provision: 《公约》第6条.
        TitleInFront = "title_in_front",
        /// The title stands directly behind the provision: article 6 of the Convention.
        TitleBehind = "title_behind",
        /// A title without title marks stands directly in front of the provision.
        PlainTitleInFront = "plain_title_in_front",
        /// The provision continues a list of provisions of one instrument: 第16条和第18条.
        ListCarry = "list_carry",
        /// A pronoun such as 其中 points to the instrument named last.
        Among = "among",
        /// A possessive such as 其 points to the instrument named last.
        Possessive = "possessive",
        /// The word thereof points to the instrument named last.
        Thereof = "thereof",
        /// A demonstrative such as 该公约 points to the last instrument with that noun.
        NounAgreement = "noun_agreement",
        /// A plural demonstrative such as 这些公约 points to the instruments with that noun that the unit has named.
        NamedTogether = "named_together",
        /// A demonstrative points to something that has no name in the text.
        UnnamedNoun = "unnamed_noun",
        /// A demonstrative such as 该条 points to the provision named last.
        SameProvision = "same_provision",
        /// A demonstrative such as 该决议 points to the only resolution that the unit has cited.
        SameAct = "same_resolution",
        /// A phrase such as 其条文 points to the instrument named last.
        Wording = "wording",
        /// The protocols of the instrument named in front: 《公约》及其各项议定书.
        ItsProtocols = "its_protocols",
        /// The protocols of the instrument named in front, told apart by the subject between.
        ItsProtocolsBySubject = "its_protocols_by_subject",
        /// The place at which the document defines a short title.
        Definition = "definition",
        /// A short title that the document has defined before.
        Defined = "defined",
        /// A title of the registry.
        Alias = "alias",
        /// A title that several instruments have; the profile of the issuing body decides.
        ClaimedTitle = "claimed_title",
        /// What the documents of the issuing body mean by the noun.
        Profile = "profile",
        /// The year beside the noun says which instrument is meant: 《1951年公约》.
        YearOfNoun = "year_of_noun",
        /// The only title of the clause, from which nothing but its provisions parts the provision.
        TitleOfClause = "title_of_clause",
        /// The only candidate that the unit has named.
        OnlyCandidateInUnit = "only_candidate_in_unit",
        /// The only candidate that has such a provision.
        OnlyCandidateWithProvision = "only_candidate_with_provision",
        /// The only candidate that the section has named.
        OnlyCandidateInSection = "only_candidate_in_section",
        /// The instrument named last in the section, which the profile of the issuing body knows.
        ProfileAndSection = "profile_and_section",
        /// A paragraph of the article that the sentence has named.
        ArticleOfSentence = "article_of_sentence",
        /// A paragraph whose article is not named.
        ParagraphAlone = "paragraph_alone",
        /// A recommendation of the same meeting by its number.
        RecommendationNumber = "recommendation_number",
        /// A symbol as printed.
        Symbol = "symbol",
        /// The year in the number is how the Security Council numbers: 第1373(2001)号决议.
        YearInNumber = "year_in_number",
        /// The organ named beside the number of the resolution.
        Organ = "organ",
        /// The date beside the number falls into a session of the General Assembly with that number.
        DateInSession = "date_in_session",
        /// The text has cited the resolution with its organ before.
        CitedBefore = "cited_before",
        /// A resolution of the organ that speaks.
        SpeakingOrgan = "speaking_organ",
        /// No rule decides.
        Abstain = "abstain",
    }
}
