//! The decision list: the first rule that fires ends a reference, and its name goes into the data.
//!
//! Names of instruments go down [`NAME_RULES`], provisions down [`PLACE_RULES`]; a provision takes the decision of the name that
//! a rule ties it to.

mod abstain;
mod adjacent;
mod alias;
mod antecedent;
mod defined;
mod list_carry;
mod profile;
mod pronoun;
mod scene;
mod supplements;
mod year;

pub(super) use adjacent::names_behind;
pub(super) use defined::{definition, text_of};
pub(super) use scene::{Around, Ending, Link, Memory, NameScene, Named, PlaceScene, add_once};

// What most rules speak of.
use super::grammar::{Name, Pointing};
use super::places::Place;
use super::scanner::What;
use super::{Evidence, Form, Method, Rule, Status};
use crate::language::{ends_with_one, starts_with_one};
use crate::registry::key;
use scene::{Definition, with_head};

type NameRule = fn(&NameScene<'_, '_>, usize, Name) -> Option<Ending>;
type PlaceRule = fn(&PlaceScene<'_, '_>, usize) -> Option<Link>;

/// The steps for the name of an instrument.
const NAME_RULES: [NameRule; 8] = [
    year::name,
    supplements::name,
    pronoun::name,
    defined::name,
    alias::name,
    profile::name,
    antecedent::name,
    abstain::name,
];

/// The steps for a provision.
const PLACE_RULES: [PlaceRule; 5] =
    [adjacent::place, list_carry::place, pronoun::place, antecedent::place, abstain::place];

/// What a name means.
pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Ending {
    let fired = NAME_RULES.iter().find_map(|rule| rule(scene, mark, name));
    fired.unwrap_or_else(|| Ending::unresolved(Rule::Abstain))
}

/// What the provisions of a mark belong to.
pub(super) fn place(scene: &PlaceScene<'_, '_>, mark: usize) -> Link {
    let fired = PLACE_RULES.iter().find_map(|rule| rule(scene, mark));
    fired.unwrap_or_else(|| Link::implicit(Form::Bare, Ending::unresolved(Rule::Abstain)))
}
