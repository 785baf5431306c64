//! `afterword block` and `afterword unblock`.

use super::{block_on, print};
use crate::{
    cli::Block,
    config::Config,
    control::{
        carry_out,
        operations::Reply,
        wire::{Request, Who},
    },
    exit::Trouble,
    folder,
};
use anyhow::Result;

pub(crate) fn run(block: Block, config: &Config, blocked: bool) -> Result<()> {
    let folder = folder::existing(block.data, config)?;
    let Block { platform, account, .. } = block;
    let who = Who { platform: platform.clone(), account: account.clone() };
    let request = if blocked { Request::Block(who) } else { Request::Unblock(who) };
    let Reply::Blocked { blocked } = block_on(carry_out(&folder, config, request))? else {
        return Err(Trouble::another_answer().into());
    };
    print(&if blocked {
        format!("\"{account}\" on {platform} is not heard any more. What is kept about them stays.\n")
    } else {
        format!("\"{account}\" on {platform} is heard again.\n")
    })
}
