//! `afterword graph`: a conversation as a Mermaid graph.

use super::print;
use crate::{
    cli::Graph,
    exit::{Code, Trouble},
};
use afterword_core::walk;
use anyhow::Result;

pub(crate) fn run(graph: &Graph) -> Result<()> {
    // The command line knows the talks already; this is for a graph that went missing.
    let mermaid = walk::mermaid(&graph.talk)
        .ok_or_else(|| Trouble::new(Code::Unexpected, format!("there is no graph of {}", graph.talk)))?;
    print(&mermaid)
}
