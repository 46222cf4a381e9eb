//! The decision list: the first rule that fires ends a reference, and its name goes into the data.
//!
//! Names of instruments go down [`NAME_RULES`], provisions down [`PROVISION_RULES`]; a provision takes the decision of the name that
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
pub(super) use scene::{Around, Ending, Link, Memory, NameScene, Named, ProvisionScene, add_once};

// What most rules speak of.
use super::grammar::{Name, Pointing};
use super::pinpoints::Pinpoint;
use super::scanner::What;
use super::{Evidence, Form, Method, Rule, Status};
use crate::language::{ends_with_one, starts_with_one};
use crate::registry::key;
use scene::{Definition, with_head};

type NameRule = fn(&NameScene<'_, '_>, usize, Name) -> Option<Ending>;
type ProvisionRule = fn(&ProvisionScene<'_, '_>, usize) -> Option<Link>;

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
const PROVISION_RULES: [ProvisionRule; 5] =
    [adjacent::provision, list_carry::provision, pronoun::provision, antecedent::provision, abstain::provision];

/// What a name means.
pub(super) fn name(scene: &NameScene<'_, '_>, mark: usize, name: Name) -> Ending {
    let fired = NAME_RULES.iter().find_map(|rule| rule(scene, mark, name));
    fired.unwrap_or_else(|| Ending::unresolved(Rule::Abstain))
}

/// What the provisions of a mark belong to.
pub(super) fn provision(scene: &ProvisionScene<'_, '_>, mark: usize) -> Link {
    let fired = PROVISION_RULES.iter().find_map(|rule| rule(scene, mark));
    fired.unwrap_or_else(|| Link::implicit(Form::Bare, Ending::unresolved(Rule::Abstain)))
}
