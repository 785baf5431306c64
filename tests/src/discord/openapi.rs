//! Discord's own description of its API, as a judge of what is sent there.
//!
//! The file is not part of the project: `AFTERWORD_DISCORD_OPENAPI` says where it
//! is (`specs/openapi.json` of discord/discord-api-spec). It alone lets pass what
//! Discord refuses: unknown fields, long contents, buttons that lead nowhere.

use jsonschema::Validator;
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    env, fs,
    sync::{Arc, Mutex, PoisonError},
};

/// The variable that names the file.
pub const VARIABLE: &str = "AFTERWORD_DISCORD_OPENAPI";

/// The description, and what of it was made ready so far.
pub struct OpenApi {
    document: Value,
    compiled: Mutex<HashMap<String, Arc<Validator>>>,
}

impl OpenApi {
    /// The description that the environment names.
    ///
    /// # Errors
    /// Why there is none: for [`left_out::run`](crate::left_out::run).
    pub fn given() -> Result<Arc<Self>, String> {
        let path = env::var(VARIABLE).map_err(|_| format!("{VARIABLE} does not say where Discord's description is"))?;
        let text = fs::read_to_string(&path).map_err(|error| format!("{VARIABLE} names {path}: {error}"))?;
        let document = serde_json::from_str(&text).map_err(|error| format!("{path} is no JSON: {error}"))?;
        Ok(Arc::new(Self { document, compiled: Mutex::default() }))
    }

    /// Holds the JSON body of a request against the description. `path` is
    /// that of the request, without `/api/v10`; of a body in several parts,
    /// `body` is its `payload_json`.
    ///
    /// # Errors
    /// What does not fit, with its place in the body; or that there is no such request.
    pub fn check(&self, method: &str, path: &str, body: Option<&Value>) -> Result<(), String> {
        let template = self.template(path).ok_or_else(|| format!("there is no {path}"))?;
        let method = method.to_ascii_lowercase();
        let operation = &self.document["paths"][template][&method];
        if operation.is_null() {
            return Err(format!("{template} does not take {method}"));
        }
        let taken = &operation["requestBody"];
        match body {
            None if taken["required"] == true => Err(format!("{method} {template} needs a body")),
            None => Ok(()),
            Some(_) if taken["content"]["application/json"].is_null() => {
                Err(format!("{method} {template} takes no JSON"))
            }
            Some(body) => {
                // A JSON pointer, and that within a URI.
                let escaped = template.replace('~', "~0").replace('/', "~1").replace('{', "%7B").replace('}', "%7D");
                let pointer = format!("#/paths/{escaped}/{method}/requestBody/content/application~1json/schema");
                self.fits(&pointer, body).map_err(|why| format!("{method} {template}: {why}"))
            }
        }
    }

    /// Holds a value against one of the named schemas, such as `ModalInteractionCallbackRequest`.
    ///
    /// # Errors
    /// What does not fit, with its place in the value; or that there is no such schema.
    pub fn check_as(&self, schema: &str, value: &Value) -> Result<(), String> {
        self.fits(&format!("#/components/schemas/{schema}"), value).map_err(|why| format!("{schema}: {why}"))
    }

    fn fits(&self, pointer: &str, value: &Value) -> Result<(), String> {
        let wrong: Vec<String> = self
            .validator(pointer)?
            .iter_errors(value)
            .map(|error| format!("at \"{}\": {error}", error.instance_path()))
            .collect();
        if wrong.is_empty() { Ok(()) } else { Err(wrong.join("; ")) }
    }

    fn validator(&self, pointer: &str) -> Result<Arc<Validator>, String> {
        let mut compiled = self.compiled.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(validator) = compiled.get(pointer) {
            return Ok(Arc::clone(validator));
        }
        let mut schema = json!({ "$ref": pointer });
        for part in ["components", "paths"] {
            schema[part] = self.document[part].clone();
        }
        let validator = jsonschema::draft202012::options().build(&schema).map_err(|error| error.to_string())?;
        Ok(Arc::clone(compiled.entry(pointer.to_owned()).or_insert(Arc::new(validator))))
    }

    /// The path as the description has it; where several fit, the one with the most fixed parts.
    fn template(&self, path: &str) -> Option<&str> {
        let parts: Vec<&str> = path.split('?').next()?.split('/').collect();
        let fixed = |template: &&String| template.split('/').filter(|part| !part.starts_with('{')).count();
        let fits = |template: &&String| {
            let slots: Vec<&str> = template.split('/').collect();
            let one = |(slot, part): (&&str, &&str)| slot == part || slot.starts_with('{') && !part.is_empty();
            slots.len() == parts.len() && slots.iter().zip(&parts).all(one)
        };
        self.document["paths"].as_object()?.keys().filter(fits).max_by_key(fixed).map(String::as_str)
    }
}
