//! `schema`: the JSON Schema of the course file.

use super::context::Context;
use crate::course;
use crate::fault::Result;

/// Prints the schema.
pub(super) fn schema(context: &Context) -> Result<u8> {
    context.out.line(course::schema())?;
    Ok(0)
}
