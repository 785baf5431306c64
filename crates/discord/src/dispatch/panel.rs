//! The moderators' panel. Whatever is used on it is an order to the community, looks included, by
//! somebody of whom Discord says at this very moment whether they are a moderator: so a forged
//! component and one who was a moderator until a minute ago change nothing, see nothing, and stand
//! in the log.

use super::{ACKNOWLEDGED_BY, Dispatcher, note_failed};
use crate::{
    Files, PLATFORM, Shared,
    acts::{Answered, Waiting},
    custom_id::read,
    open::{Arrived, Interaction},
    panel::{self, Brought, Control, Given, Page, Standing, Step, View, Visitor},
    render::Body,
    rest::Attached,
    sentences as say,
};
use afterword_core::{
    Id,
    community::{AT_ONCE, Community, NewPrompt, Order, Who},
    say::Block,
};
use afterword_engine::{Gathered, Gathering, NotTaken, Receipt};
use afterword_words::{
    prompts::{Format, LARGEST_MIB},
    schedule::holidays_in_calendar,
};
use jiff::ToSpan;
use serenity::builder::{AutocompleteChoice, CreateAutocompleteResponse, CreateInteractionResponse};
use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::time::sleep_until;

/// The most that is fetched of a file that somebody gives.
const LARGEST: usize = LARGEST_MIB * 1024 * 1024;
/// How far ahead days off are taken from a calendar.
const YEARS: i64 = 3;
/// The most that is offered while a series is typed, and the longest name among it.
const OFFERED: usize = 25;
const NAME: usize = 100;

/// What somebody wants of the panel.
pub(super) enum Wish {
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
        let named = series.map(|series| named(&asking.community, &series));
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

    /// A file that came with the command.
    async fn brings(&self, mut asking: Asking, file: &Attached, series: Option<Id>) -> Result<(), NotTaken> {
        self.orders(&asking, true, vec![Order::List]).await?;
        let (bytes, brought) = match self.shared.rest.fetch(file, LARGEST).await {
            Ok(bytes) => {
                let brought = Brought::read(&file.filename, &bytes);
                (bytes, brought)
            }
            Err(error) => {
                tracing::debug!(%error, "a file was not fetched");
                return self.shows_page(&asking, Page::Home, &[plain(say::PANEL_FETCH_AGAIN)]).await;
            }
        };
        match (brought, series) {
            (Brought::Prompts(prompts), _) => {
                let new = panel::new_among(&asking.community, prompts).len();
                if new == 0 {
                    return self.shows_page(&asking, Page::Library(0), &[plain(say::PANEL_NOTHING_NEW)]).await;
                }
                // The file goes along: whoever says yes, after a restart as well, has it under the button.
                let body = panel::brought(&self.view(&asking), new, (file.filename.clone(), bytes));
                self.shows(&asking, &body).await
            }
            (Brought::Wrong(problems), _) => self.shows_page(&asking, Page::Library(0), &[said(problems)]).await,
            (Brought::Calendar, Some(series)) => {
                let Some(mut plan) = asking.community.one_series(series).map(|series| series.plan.clone()) else {
                    return self.shows_page(&asking, Page::Home, &[]).await;
                };
                let today = asking.community.zone(self.engine.settings()).local(self.engine.now()).date();
                match holidays_in_calendar(&bytes, today, today.saturating_add(YEARS.years())) {
                    Ok(holidays) => {
                        plan.schedule.skip.extend(holidays.days);
                        let order = Order::ChangeSeries { series, plan: Box::new(plan) };
                        let (mut answers, page) = self.ordered(&mut asking, vec![order], Page::Series(series)).await?;
                        answers.push(said(holidays.left_out.iter().map(|left| left.block()).collect()));
                        self.shows_page(&asking, page, &answers).await
                    }
                    Err(why) => self.shows_page(&asking, Page::Series(series), &[said(vec![why.block()])]).await,
                }
            }
            (Brought::Calendar | Brought::Other, _) => {
                self.shows_page(&asking, Page::Home, &[plain(say::PANEL_NO_FILE)]).await
            }
        }
    }

    async fn read(&self, file: &Attached) -> Option<Brought> {
        let bytes = self.shared.rest.fetch(file, LARGEST).await;
        let bytes = bytes.inspect_err(|error| tracing::debug!(%error, "a file was not fetched")).ok()?;
        Some(Brought::read(&file.filename, &bytes))
    }

    async fn adds(&self, mut asking: Asking, prompts: Vec<NewPrompt>) -> Result<(), NotTaken> {
        if prompts.is_empty() {
            self.orders(&asking, true, vec![Order::List]).await?;
            return self.shows_page(&asking, Page::Library(0), &[plain(say::PANEL_NOTHING_NEW)]).await;
        }
        let orders = prompts.chunks(AT_ONCE).map(|some| Order::AddPrompts(some.to_vec())).collect();
        let (answers, page) = self.ordered(&mut asking, orders, Page::Library(0)).await?;
        self.shows_page(&asking, page, &answers).await
    }

    async fn hands_out(&self, asking: &Asking, files: Files) -> Result<(), NotTaken> {
        self.orders(asking, true, vec![Order::List]).await?;
        let body = panel::said_as(&self.shared.words, vec![Block::plain(say::PANEL_EXPORTED)]);
        self.shows(asking, &Body { files, ..body }).await
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

    /// The series there are, while a moderator types the name of one.
    pub(super) fn complete_series(&self, arrived: Arrived, visitor: Option<Visitor>, typed: String) {
        let this = self.clone();
        self.tasks.spawn(async move {
            let offered = match visitor {
                Some(visitor) => this.offered_series(&visitor, &typed).await,
                None => Vec::new(),
            };
            let choices = CreateAutocompleteResponse::new().set_choices(offered);
            let response = CreateInteractionResponse::Autocomplete(choices);
            if let Err(error) = this.shared.rest.callback(arrived.id, &arrived.token, &response, &[]).await {
                tracing::debug!(%error, "nothing was offered while somebody typed");
            }
        });
    }

    async fn offered_series(&self, visitor: &Visitor, typed: &str) -> Vec<AutocompleteChoice> {
        let Ok(community) = self.community_of(&visitor.server).await else { return Vec::new() };
        if visitor.standing(community.customs()) == Standing::Member {
            return Vec::new();
        }
        let typed = typed.trim().to_lowercase();
        let fits = community.series().filter(|series| series.plan.name.reveal().to_lowercase().contains(&typed));
        let choice = |series: &afterword_core::community::Series| {
            let name = crate::render::cut(series.plan.name.reveal(), NAME);
            AutocompleteChoice::new(name, crate::custom_id::written(series.id))
        };
        fits.take(OFFERED).map(choice).collect()
    }
}

/// The series that was chosen, or whose name was typed.
fn named(community: &Community, typed: &str) -> Option<Id> {
    let chosen = read(typed).filter(|id| community.one_series(*id).is_some());
    let plain = typed.trim().to_lowercase();
    let by_name = || community.series().find(|series| series.plan.name.reveal().to_lowercase() == plain);
    chosen.or_else(|| by_name().map(|series| series.id))
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
