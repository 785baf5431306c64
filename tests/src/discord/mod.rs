//! What tests of the Discord adapter are held against.

pub mod openapi;

pub use openapi::OpenApi;
