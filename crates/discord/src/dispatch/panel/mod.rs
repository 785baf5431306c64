//! The moderators' panel. Whatever is used on it is an order to the community, looks included, by
//! somebody of whom Discord says at this very moment whether they are a moderator: so a forged
//! component and one who was a moderator until a minute ago change nothing, see nothing, and stand
//! in the log.

mod files;
mod typing;

use super::{ACKNOWLEDGED_BY, Dispatcher, note_failed};
use crate::{
    PLATFORM, Shared,
    acts::{Answered, Waiting},
    open::{Arrived, Interaction},
    panel::{self, Brought, Control, Given, Page, Standing, Step, View, Visitor},
    render::Body,
    rest::Attached,
    sentences as say,
};
use afterword_core::{
    community::{Community, Order, Who},
    say::Block,
};
use afterword_engine::{Gathered, Gathering, NotTaken, Receipt};
use afterword_words::prompts::Format;
use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::time::sleep_until;

/// What somebody wants of the panel.
pub(in crate::dispatch) enum Wish {
    /// To open it, at a series, or with a file.
    Open { series: Option<String>, file: Option<Attached> },
    /// What a component or a form of it does; the file is that of the message under it.
    Use { control: Control, given: Given, under: Option<Attached> },
}

/// Somebody at the panel.
struct Asking {
    interaction: Arc<Interaction>,
    visitor: Visitor,
    community: Community,
    standing: Standing,
    /// How many orders came of it so far: each is an event of its own.
    orders: AtomicUsize,
}

impl Dispatcher {
    pub(super) fn panel(&self, arrived: Arrived, visitor: Option<Visitor>, wish: Wish) {
        let interaction = Interaction::new(arrived, false);
        // Servers alone have series.
        let Some(visitor) = visitor else { return self.note(interaction, say::UNKNOWN) };
        let this = self.clone();
        self.tasks.spawn(async move {
            let mut seen_to = pin!(this.see_to(&interaction, visitor, wish));
            tokio::select! {
                () = &mut seen_to => return,
                () = sleep_until(interaction.at() + ACKNOWLEDGED_BY) => {}
            }
            note_failed(interaction.defer(&this.shared.rest).await.map(drop));
            seen_to.await;
        });
    }

    async fn see_to(&self, interaction: &Arc<Interaction>, visitor: Visitor, wish: Wish) {
        let done = async {
            let community = self.community_of(&visitor.server).await?;
            let standing = visitor.standing(community.customs());
            let orders = AtomicUsize::new(0);
            let asking = Asking { interaction: Arc::clone(interaction), visitor, community, standing, orders };
            match wish {
                Wish::Open { series, file } => self.opens(asking, series, file).await,
                Wish::Use { control, given, under } => self.uses(asking, control, given, under).await,
            }
        };
        if let Err(why) = done.await {
            self.refuse(interaction, &why).await;
        }
    }

    async fn community_of(&self, server: &str) -> Result<Community, NotTaken> {
        Ok(self.engine.community(PLATFORM, server).await?.unwrap_or_else(|| Community::new(0)))
    }

    async fn opens(&self, asking: Asking, series: Option<String>, file: Option<Attached>) -> Result<(), NotTaken> {
        let named = series.map(|series| typing::named(&asking.community, &series));
        let page = named.flatten().map_or(Page::Home, Page::Series);
        match file {
            Some(file) if asking.standing != Standing::Member => self.brings(asking, &file, named.flatten()).await,
            _ => self.does(asking, Step::Orders(Vec::new(), page), None).await,
        }
    }

    async fn uses(
        &self,
        asking: Asking,
        control: Control,
        given: Given,
        under: Option<Attached>,
    ) -> Result<(), NotTaken> {
        let step = panel::step(&self.view(&asking), control, &given);
        match step {
            Some(step) => self.does(asking, step, under).await,
            None => {
                self.note_at(&asking.interaction, say::UNKNOWN).await;
                Ok(())
            }
        }
    }

    async fn does(&self, mut asking: Asking, step: Step, under: Option<Attached>) -> Result<(), NotTaken> {
        let may = match step {
            Step::Forget => asking.standing == Standing::LooksAfter,
            _ => asking.standing != Standing::Member,
        };
        if !may {
            let answers = self.orders(&asking, false, vec![step.tries()]).await?;
            let body = panel::said_as(&self.shared.words, blocks(&answers));
            return self.shows(&asking, &body).await;
        }
        match step {
            Step::Orders(orders, page) => {
                let (answers, page) = self.ordered(&mut asking, orders, page).await?;
                self.shows_page(&asking, page, &answers).await
            }
            Step::Note(why, page) => {
                self.orders(&asking, true, vec![page.look()]).await?;
                self.shows_page(&asking, page, &[said(vec![why])]).await
            }
            Step::Form(control, page) => {
                self.looks(&asking, page).await?;
                match panel::form(&self.view(&asking), control) {
                    Some(form) => {
                        let opened = asking.interaction.open_form(&self.shared.rest, form).await;
                        note_failed(opened.map(drop));
                        Ok(())
                    }
                    // What it was about is gone.
                    None => self.shows_page(&asking, Page::Home, &[]).await,
                }
            }
            Step::Export(format) => {
                let file = panel::exported(&asking.community, format);
                self.hands_out(&asking, vec![file]).await
            }
            Step::Everything => {
                let journal = self.engine.export_community(PLATFORM, &asking.visitor.server).await?;
                let lines =
                    journal.unwrap_or_default().iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>();
                let Ok(lines) = lines else {
                    tracing::error!("a community's journal cannot be written down: a defect");
                    return Err(NotTaken::Defect);
                };
                let journal = ("journal.jsonl".to_owned(), lines.join("\n").into_bytes());
                let library = panel::exported(&asking.community, Format::Toml);
                self.hands_out(&asking, vec![journal, library]).await
            }
            Step::Import => {
                let prompts = match under {
                    Some(file) => self.read(&file).await,
                    None => None,
                };
                let prompts = match prompts {
                    Some(Brought::Prompts(prompts)) => panel::new_among(&asking.community, prompts),
                    _ => return self.shows_page(&asking, Page::Home, &[plain(say::PANEL_FETCH_AGAIN)]).await,
                };
                self.adds(asking, prompts).await
            }
            Step::Forget => {
                self.engine.erase_community(PLATFORM, &asking.visitor.server).await?;
                let body = panel::said_as(&self.shared.words, vec![Block::plain(say::PANEL_FORGOTTEN)]);
                self.shows(&asking, &body).await
            }
        }
    }

    /// What was answered to these, and the page that follows.
    async fn ordered(
        &self,
        asking: &mut Asking,
        orders: Vec<Order>,
        page: Page,
    ) -> Result<(Vec<Answered>, Page), NotTaken> {
        if orders.is_empty() {
            let answers = self.orders(asking, true, vec![page.look()]).await?;
            return Ok((if page.is_answered() { answers } else { Vec::new() }, page));
        }
        let (adds, before) = (matches!(orders[..], [Order::AddSeries(_)]), asking.community.series().count());
        // The first page says what there is now; it is looked at once more, after what was done.
        let orders = orders.into_iter().chain((page == Page::Home && !adds).then(|| page.look())).collect();
        let answers = self.orders(asking, true, orders).await?;
        asking.community = self.community_of(&asking.visitor.server).await?;
        let newest = asking.community.series().map(|series| series.id).max();
        let made = newest.filter(|_| adds && asking.community.series().count() > before);
        Ok((answers, made.map_or(page, Page::Series)))
    }

    /// Has these heard, in order, and gathers what is answered.
    async fn orders(&self, asking: &Asking, may: bool, orders: Vec<Order>) -> Result<Vec<Answered>, NotTaken> {
        let mut answers = Vec::new();
        for order in orders {
            let (receipt, waiting) = self.hears_order(asking, may, order).await?;
            receipt.delivered().await;
            answers.extend(waiting.heard());
        }
        Ok(answers)
    }

    /// A look before a form, which cannot wait for the answer: what is on its way to Discord may take longer.
    async fn looks(&self, asking: &Asking, page: Page) -> Result<(), NotTaken> {
        let (receipt, waiting) = self.hears_order(asking, true, page.look()).await?;
        self.tasks.spawn(async move {
            receipt.delivered().await;
            drop(waiting);
        });
        Ok(())
    }

    async fn hears_order(&self, asking: &Asking, may: bool, order: Order) -> Result<(Receipt, Waiting), NotTaken> {
        let moderator = may && asking.standing.may(&order);
        let by = Who { account: asking.visitor.account.as_str().into(), moderator };
        let event = format!("{}:{}", asking.interaction.event(), asking.orders.fetch_add(1, Ordering::Relaxed));
        self.hears_community(&asking.visitor.server, event, Gathering::Ordered { by, order }).await
    }

    /// Has a community hear something; what is answered to it is gathered.
    pub(super) async fn hears_community(
        &self,
        server: &str,
        event: String,
        what: Gathering,
    ) -> Result<(Receipt, Waiting), NotTaken> {
        let waiting = self.shared.asked.waits(&event);
        let (platform, community) = (PLATFORM.to_owned(), server.to_owned());
        let receipt = self.engine.hear_community(Gathered { platform, community, event: Some(event), what }).await?;
        Ok((receipt, waiting))
    }

    async fn shows_page(&self, asking: &Asking, page: Page, answers: &[Answered]) -> Result<(), NotTaken> {
        let body = panel::page(&self.view(asking), page, answers);
        self.shows(asking, &body).await
    }

    async fn shows(&self, asking: &Asking, body: &Body) -> Result<(), NotTaken> {
        note_failed(asking.interaction.show_body(&self.shared.rest, body).await.map(drop));
        Ok(())
    }

    fn view<'a>(&'a self, asking: &'a Asking) -> View<'a> {
        View {
            words: &self.shared.words,
            community: &asking.community,
            settings: self.engine.settings(),
            now: self.engine.now(),
            all: asking.standing == Standing::LooksAfter,
        }
    }

    pub(super) async fn note_at(&self, interaction: &Interaction, word: &'static str) {
        let Shared { rest, words, .. } = &*self.shared;
        note_failed(interaction.note(rest, words, Block::plain(word)).await.map(drop));
    }
}

fn blocks(answers: &[Answered]) -> Vec<Block> {
    let said = answers.iter().filter_map(|answer| match answer {
        Answered::Say(say) => Some(say.blocks.clone()),
        Answered::Show(_) => None,
    });
    said.flatten().collect()
}

fn plain(word: &'static str) -> Answered {
    said(vec![Block::plain(word)])
}

fn said(blocks: Vec<Block>) -> Answered {
    Answered::Say(Box::new(afterword_core::Say { blocks, ask: None, attachment: None }))
}
