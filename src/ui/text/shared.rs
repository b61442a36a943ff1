//! The window's one engine, as everything that draws reaches it.

use super::engine::TextEngine;
use egui::{Context, Id};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

/// The engine that all of a window shares; a copy is the same engine.
#[derive(Clone)]
pub struct SharedEngine(Arc<Mutex<TextEngine>>);

impl Default for SharedEngine {
    fn default() -> Self {
        Self(Arc::new(Mutex::new(TextEngine::new())))
    }
}

impl SharedEngine {
    /// The engine, for as long as one thing is laid out or painted. Let go of it before a control is drawn: that may need it too.
    pub fn borrow_mut(&self) -> MutexGuard<'_, TextEngine> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The engine, unless somebody up the stack holds it.
    pub fn try_borrow_mut(&self) -> Option<MutexGuard<'_, TextEngine>> {
        match self.0.try_lock() {
            Ok(engine) => Some(engine),
            Err(TryLockError::Poisoned(held)) => Some(held.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// Makes this the engine of the window.
    pub fn install(&self, ctx: &Context) {
        ctx.data_mut(|data| data.insert_temp(Id::NULL, self.clone()));
    }

    /// The engine of the window.
    pub fn of(ctx: &Context) -> Self {
        ctx.data_mut(|data| data.get_temp_mut_or_default::<Self>(Id::NULL).clone())
    }
}
