//! The command line from outside: arguments and files in, messages, reports and exit codes out.

mod bag;
mod ckan;
mod config;
mod crash;
mod diff;
#[cfg(unix)]
mod hostile;
mod mandates;
mod publish;
#[cfg(feature = "query")]
mod query;
mod pages;
mod promises;
mod releases;
mod report;
mod reproducible;
mod run;
mod serve;
mod sign;
mod tampering;
mod tampering_whole;
mod verify;
mod words;
