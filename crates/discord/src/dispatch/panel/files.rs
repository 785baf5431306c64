//! Files at the panel: libraries and calendars that come in, and what is handed out.

use super::{Asking, plain, said};
use crate::{
    Files,
    dispatch::Dispatcher,
    panel::{self, Brought, Page},
    render::Body,
    rest::Attached,
    sentences as say,
};
use afterword_core::{
    Id,
    community::{AT_ONCE, NewPrompt, Order},
    say::Block,
};
use afterword_engine::NotTaken;
use afterword_words::{prompts::LARGEST_MIB, schedule::holidays_in_calendar};
use jiff::ToSpan;

/// The most that is fetched of a file that somebody gives.
const LARGEST: usize = LARGEST_MIB * 1024 * 1024;
/// How far ahead days off are taken from a calendar.
const YEARS: i64 = 3;

impl Dispatcher {
    /// A file that came with the command.
    pub(super) async fn brings(&self, mut asking: Asking, file: &Attached, series: Option<Id>) -> Result<(), NotTaken> {
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

    pub(super) async fn read(&self, file: &Attached) -> Option<Brought> {
        let bytes = self.shared.rest.fetch(file, LARGEST).await;
        let bytes = bytes.inspect_err(|error| tracing::debug!(%error, "a file was not fetched")).ok()?;
        Some(Brought::read(&file.filename, &bytes))
    }

    pub(super) async fn adds(&self, mut asking: Asking, prompts: Vec<NewPrompt>) -> Result<(), NotTaken> {
        if prompts.is_empty() {
            self.orders(&asking, true, vec![Order::List]).await?;
            return self.shows_page(&asking, Page::Library(0), &[plain(say::PANEL_NOTHING_NEW)]).await;
        }
        let orders = prompts.chunks(AT_ONCE).map(|some| Order::AddPrompts(some.to_vec())).collect();
        let (answers, page) = self.ordered(&mut asking, orders, Page::Library(0)).await?;
        self.shows_page(&asking, page, &answers).await
    }

    pub(super) async fn hands_out(&self, asking: &Asking, files: Files) -> Result<(), NotTaken> {
        self.orders(asking, true, vec![Order::List]).await?;
        let body = panel::said_as(&self.shared.words, vec![Block::plain(say::PANEL_EXPORTED)]);
        self.shows(asking, &Body { files, ..body }).await
    }
}
