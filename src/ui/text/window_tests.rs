//! Passages in a window: what is painted, what is left out, and what screen readers hear.

use super::*;
use crate::model::Span;
use egui::epaint::{Mesh, Shape};
use egui::{Color32, Pos2, Rect, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use std::sync::Arc;

const HEBREW_NAME: &str = "שרה כהן";

fn style() -> PassageStyle {
    PassageStyle::new(Family::Serif, 17.0, 28.0)
}

/// The meshes of glyphs that one frame paints.
fn meshes(harness: &Harness<'_, TextEngine>) -> Vec<Arc<Mesh>> {
    let shapes = harness.output().shapes.iter();
    shapes.filter_map(|clipped| if let Shape::Mesh(mesh) = &clipped.shape { Some(mesh.clone()) } else { None }).collect()
}

fn painted(text: &str, clip: Rect, scale: f32, origin: Pos2) -> Vec<Arc<Mesh>> {
    let app = |ui: &mut egui::Ui, engine: &mut TextEngine| {
        let passage = engine.lay_out(text, &style(), Marks::default(), 300.0);
        let painter = ui.painter().with_clip_rect(clip);
        passage.paint(engine, &painter, origin, ui.visuals().text_color());
    };
    let mut harness = Harness::builder().with_size(vec2(400.0, 400.0)).with_pixels_per_point(scale).build_ui_state(app, TextEngine::new());
    harness.run_steps(2);
    meshes(&harness)
}

#[test]
fn letters_stand_on_whole_pixels_inside_their_passage() {
    for (scale, origin) in [(1.0, pos2(10.3, 20.4)), (1.5, pos2(10.0, 20.7))] {
        let meshes = painted("Honestly, it was not שלום shared so much as held back.", Rect::EVERYTHING, scale, origin);
        assert_eq!(meshes.len(), 1);
        assert!(meshes[0].vertices.len() >= 40 * 4);
        let place = Rect::from_min_size(origin, vec2(300.0, 56.0)).expand(4.0);
        for vertex in &meshes[0].vertices {
            let pixel = vertex.pos * scale;
            assert!((pixel.x - pixel.x.round()).abs() < 0.01 && (pixel.y - pixel.y.round()).abs() < 0.01, "{pixel:?}");
            assert!(place.contains(vertex.pos), "{:?} is outside", vertex.pos);
        }
    }
}

#[test]
fn lines_out_of_view_are_not_painted() {
    let text = "word ".repeat(2000);
    let clip = Rect::from_min_size(pos2(0.0, 100.0), vec2(400.0, 56.0));
    let count = |clip| painted(&text, clip, 1.0, pos2(0.0, -500.0)).iter().map(|mesh| mesh.vertices.len()).sum::<usize>();
    let (seen, all) = (count(clip), count(Rect::EVERYTHING));
    assert!(seen > 0 && seen * 3 < all, "{seen} of {all}");
    assert_eq!(count(Rect::from_min_size(pos2(0.0, -2000.0), vec2(400.0, 100.0))), 0);
}

#[test]
fn a_kept_picture_is_what_is_painted_anew() {
    const WORDS: &str = "Honestly, it was not שלום shared so much as held back. Then a second sentence came, and a third.";
    let app = |ui: &mut egui::Ui, (engine, kept, at): &mut (TextEngine, bool, Pos2)| {
        let fitted = engine.fit(WORDS, &style(), 180.0, 3);
        let painter = ui.painter().with_clip_rect(Rect::from_min_size(pos2(0.0, 30.0), vec2(400.0, 300.0)));
        match kept {
            true => fitted.paint(engine, &painter, *at, Color32::BLACK),
            false => fitted.passage.paint(engine, &painter, *at, Color32::BLACK),
        }
    };
    for scale in [1.0, 2.0] {
        let state = (TextEngine::new(), false, Pos2::ZERO);
        let mut harness = Harness::builder().with_size(vec2(400.0, 400.0)).with_pixels_per_point(scale).build_ui_state(app, state);
        let mut painted = |kept, at| -> Vec<(Pos2, Pos2)> {
            (harness.state_mut().1, harness.state_mut().2) = (kept, at);
            harness.run_steps(1);
            let shapes = harness.output().shapes.iter();
            let meshes = shapes.filter_map(|clipped| if let Shape::Mesh(mesh) = &clipped.shape { Some(mesh.clone()) } else { None });
            meshes.flat_map(|mesh| mesh.vertices.iter().map(|vertex| (vertex.pos, vertex.uv)).collect::<Vec<_>>()).collect()
        };
        // Walked sideways and down, until rows go out of sight above.
        for step in 0..30 {
            let at = pos2(10.0 + step as f32 * 3.0, 40.0 - step as f32 * 4.0);
            let anew = painted(false, at);
            assert!(!anew.is_empty() || step > 20, "{step}");
            assert_eq!(painted(true, at), anew, "{step} at {scale}");
        }
    }
}

#[test]
fn the_atlas_uses_its_pages_again() {
    let app = |ui: &mut egui::Ui, engine: &mut TextEngine| {
        let size = 120.0 + ui.ctx().cumulative_pass_nr() as f32;
        let style = PassageStyle::new(Family::Serif, size, size * 1.5);
        let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
        let passage = engine.lay_out(alphabet, &style, Marks::default(), 4000.0);
        passage.paint(engine, ui.painter(), pos2(0.0, 0.0), Color32::BLACK);
    };
    let mut harness = Harness::builder().build_ui_state(app, TextEngine::new());
    harness.run_steps(14);
    assert_eq!(harness.state().bytes(), 4 * 4 * 1024 * 1024);
    assert!(meshes(&harness).iter().any(|mesh| !mesh.is_empty()));
}

#[test]
fn a_label_in_any_script_has_its_name() {
    let app = |ui: &mut egui::Ui, engine: &mut TextEngine| {
        let row = LabelStyle::row(PassageStyle::new(Family::Sans, 13.0, 20.0), ui.visuals().text_color());
        label(ui, engine, HEBREW_NAME, &row);
    };
    let mut harness = Harness::new_ui_state(app, TextEngine::new());
    harness.run();
    assert_eq!(harness.get_by_label(HEBREW_NAME).rect().height(), 20.0);
}

#[test]
fn a_selection_is_a_fill_and_two_edges() {
    let paint = SelectionPaint { fill: Color32::GRAY, edge: Color32::BLACK, starts: true, ends: true };
    let app = move |ui: &mut egui::Ui, engine: &mut TextEngine| {
        let passage = engine.lay_out("It was held back until somebody shouted.", &style(), Marks::default(), 200.0);
        passage.paint_selection(ui.painter(), pos2(0.0, 0.0), Span::new(7, 30), &paint);
    };
    let mut harness = Harness::new_ui_state(app, TextEngine::new());
    harness.run();
    let rects = harness.output().shapes.iter().filter(|clipped| matches!(clipped.shape, Shape::Rect(_)));
    let widths: Vec<f32> = rects.map(|clipped| clipped.shape.visual_bounding_rect().width()).collect();
    assert_eq!(widths.iter().filter(|width| (**width - EDGE).abs() < 0.01).count(), 2, "{widths:?}");
    assert!(widths.iter().filter(|width| **width > 20.0).count() >= 2, "{widths:?}");
}
