//! Files that people give: fetched from where Discord keeps them, and from nowhere else.

use super::{Attached, Error, Rest};

/// Where Discord keeps files (`reference`, CDN).
const HOSTS: [&str; 2] = ["cdn.discordapp.com", "media.discordapp.net"];

impl Rest {
    /// The bytes of a file, at most so many. The token stays here.
    ///
    /// # Errors
    /// [`Error::Unsendable`] where it is kept elsewhere or is larger, else as for any request.
    pub(crate) async fn fetch(&self, file: &Attached, most: usize) -> Result<Vec<u8>, Error> {
        let url = reqwest::Url::parse(&file.url).map_err(|_| Error::Unsendable)?;
        let theirs = url.scheme() == "https" && url.host_str().is_some_and(|host| HOSTS.contains(&host));
        // A proxy, or a test.
        let ours = !self.is_discord() && file.url.starts_with(&format!("{}/", self.base));
        let small = usize::try_from(file.size).is_ok_and(|size| size <= most);
        if !(theirs || ours) || !small {
            return Err(Error::Unsendable);
        }
        let mut answer = self.files.get(url).send().await.map_err(|_| Error::Unreachable)?;
        if !answer.status().is_success() {
            return Err(Error::Refused { status: answer.status().as_u16(), code: 0, retried: false });
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.map_err(|_| Error::Unreachable)? {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > most {
                return Err(Error::Unsendable);
            }
        }
        Ok(bytes)
    }
}
