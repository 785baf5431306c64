//! What a request carries.

use super::Error;
use reqwest::{
    RequestBuilder,
    header::CONTENT_TYPE,
    multipart::{Form, Part},
};
use serde::Serialize;
use serde_json::Value;

/// What is chosen beforehand in a menu.
const CHOSEN: &str = "default_values";

/// The body of a request, put together once however often it is sent.
#[cfg_attr(test, derive(PartialEq))]
pub(crate) struct Payload {
    json: Option<Vec<u8>>,
    files: Vec<(String, Vec<u8>)>,
}

impl Payload {
    /// None.
    pub(crate) const EMPTY: Self = Self { json: None, files: Vec::new() };

    /// As one of serenity's builders writes it.
    ///
    /// # Errors
    /// [`Error::Unsendable`]: a defect.
    pub(crate) fn json(value: &impl Serialize) -> Result<Self, Error> {
        let mut json = serde_json::to_string(value).map_err(|_| Error::Unsendable)?;
        // Few have any, and most of the work would be to look.
        if json.contains(CHOSEN) {
            let mut value = serde_json::to_value(value).map_err(|_| Error::Unsendable)?;
            ids_as_text(&mut value);
            json = value.to_string();
        }
        Ok(Self { json: Some(json.into_bytes()), files: Vec::new() })
    }

    /// The same with files, which the builder names in this order.
    ///
    /// # Errors
    /// [`Error::Unsendable`]: a defect.
    pub(crate) fn with_files(value: &impl Serialize, files: &[(String, Vec<u8>)]) -> Result<Self, Error> {
        if files.is_empty() {
            return Self::json(value);
        }
        let mut value = serde_json::to_value(value).map_err(|_| Error::Unsendable)?;
        // serenity numbers them only where it sends them itself.
        let place = if value.get("data").is_some() { "/data/attachments" } else { "/attachments" };
        let named = value.pointer_mut(place).and_then(Value::as_array_mut).ok_or(Error::Unsendable)?;
        for (nth, attachment) in named.iter_mut().enumerate() {
            attachment["id"] = nth.into();
        }
        Ok(Self { files: files.to_vec(), ..Self::json(&value)? })
    }

    pub(super) fn put_into(&self, request: RequestBuilder) -> Result<RequestBuilder, Error> {
        let Some(json) = &self.json else { return Ok(request) };
        if self.files.is_empty() {
            return Ok(request.header(CONTENT_TYPE, "application/json").body(json.clone()));
        }
        let json = Part::bytes(json.clone()).mime_str("application/json").map_err(|_| Error::Unsendable)?;
        let form = Form::new().part("payload_json", json);
        let form = (0..).zip(&self.files).fold(form, |form, (nth, (name, bytes)): (usize, _)| {
            form.part(format!("files[{nth}]"), Part::bytes(bytes.clone()).file_name(name.clone()))
        });
        Ok(request.multipart(form))
    }
}

/// serenity writes the ids of what is chosen beforehand in a menu of channels or roles as numbers,
/// and Discord's description has text.
fn ids_as_text(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            for one in fields.get_mut(CHOSEN).and_then(Value::as_array_mut).into_iter().flatten() {
                if let Some(id) = one["id"].as_u64() {
                    one["id"] = id.to_string().into();
                }
            }
            fields.values_mut().for_each(ids_as_text);
        }
        Value::Array(list) => list.iter_mut().for_each(ids_as_text),
        _ => {}
    }
}
