//! The whole course: read, checked, and handed out by language and id.

use std::collections::BTreeMap;
use std::sync::Arc;

use api::frame::Lang;
use api::learn::{
    Block, CourseMap, Heading, Lesson, LessonSummary, Link, LiveValue, Panel, Part, Setup, Term,
};
use rayon::prelude::*;

use crate::causes::{Cause, Causes};
use crate::draft::{Draft, Section};
use crate::front::FrontLive;
use crate::glossary::Glossary;
use crate::plan::{FILE, Plan};
use crate::problem::{Problem, Report};
use crate::shelf::Shelf;
use crate::source::Source;
use crate::{blocks, rules, setup};

/// Whether the engine that a line is for can run it; the error says why not. This crate knows no engine: the caller does.
pub type LineCheck = fn(&str) -> Result<(), String>;

/// Every lesson in every language, without a known mistake.
#[derive(Clone, Debug)]
pub struct Course {
    maps: BTreeMap<&'static str, CourseMap>,
    lessons: BTreeMap<(&'static str, String), Arc<Lesson>>,
    sections: BTreeMap<(&'static str, String), Vec<Section>>,
    glossary: Glossary,
    causes: Causes,
    runbook: runbook::Catalog,
    first: String,
}

impl Course {
    /// Reads the course.
    ///
    /// # Errors
    ///
    /// All that [`lint`] finds: a course with a mistake is not loaded.
    pub fn load(source: &dyn Source, runs: LineCheck) -> Result<Course, Vec<Problem>> {
        let read = read(source, runs);
        match &read.runbook {
            Some(runbook) if read.problems.is_empty() => Ok(assemble(&read, runbook.clone())),
            _ => Err(read.problems),
        }
    }

    /// The map of the course in one language.
    pub fn map(&self, lang: Lang) -> CourseMap {
        self.maps.get(lang.code()).cloned().unwrap_or_default()
    }

    /// A lesson; `None` where the course has none with this id.
    pub fn lesson(&self, lang: Lang, id: &str) -> Option<&Arc<Lesson>> {
        self.lessons.get(&(lang.code(), id.to_owned()))
    }

    /// Every lesson in one language, in no order.
    pub fn lessons(&self, lang: Lang) -> impl Iterator<Item = &Arc<Lesson>> {
        self.lessons.iter().filter(move |((code, _), _)| *code == lang.code()).map(|(_, lesson)| lesson)
    }

    /// The text of a lesson by section, without marks; empty where the course has none with this id.
    pub fn sections(&self, lang: Lang, id: &str) -> &[Section] {
        self.sections.get(&(lang.code(), id.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The terms of the field, by id, in one language.
    pub fn glossary(&self, lang: Lang) -> Vec<Term> {
        self.glossary.all(lang)
    }

    /// The usual cause of an error message, if it is a known one.
    pub fn usual_cause(&self, lang: Lang, message: &str) -> Option<&Cause> {
        self.causes.find(lang, message)
    }

    /// What set-ups are made from.
    pub fn runbook(&self) -> &runbook::Catalog {
        &self.runbook
    }

    /// The id of the lesson that a new reader begins with.
    pub fn redirect_target(&self) -> &str {
        &self.first
    }
}

/// Everything that is wrong in the content, by file and line. Empty: it can be loaded.
pub fn lint(source: &dyn Source, runs: LineCheck) -> Vec<Problem> {
    read(source, runs).problems
}

/// The command panels of a lesson, in order.
pub fn panels(lesson: &Lesson) -> impl Iterator<Item = &Panel> {
    lesson.blocks.iter().filter_map(|block| match block {
        Block::Panel(panel) => Some(panel),
        _ => None,
    })
}

/// Everything that was read.
struct Read {
    plan: Plan,
    drafts: Vec<Draft>,
    glossary: Glossary,
    causes: Causes,
    /// `None` with a problem that says why.
    runbook: Option<runbook::Catalog>,
    problems: Vec<Problem>,
}

fn read(source: &dyn Source, runs: LineCheck) -> Read {
    let mut report = Report::new(FILE);
    let plan = Plan::read(source, &mut report);
    let mut problems = report.problems;
    if problems.is_empty() && plan.lessons().next().is_none() {
        problems.push(Problem {
            file: format!("content/{FILE}"),
            line: 1,
            message: "the course has no lessons".to_owned(),
            help: "list at least one under a part".to_owned(),
        });
    }
    let shelf = Shelf::read(source, &mut problems);
    let (drafts, found): (Vec<_>, Vec<_>) = pages(&plan)
        .into_par_iter()
        .filter_map(|(lang, path)| read_page(source, lang, &path, &shelf))
        .unzip();
    let drafts: Vec<Draft> = drafts.into_iter().flatten().collect();
    problems.extend(found.into_iter().flatten());
    let causes = Causes::read(source, &plan, &shelf, &mut problems);
    let runbook = setup::read(source, &mut problems);
    problems.extend(rules::run(source, &plan, &drafts, runs));
    problems.sort();
    problems.dedup();
    Read { plan, drafts, glossary: shelf.glossary, causes, runbook, problems }
}

/// The file of every lesson in every language, in the order of the course.
fn pages(plan: &Plan) -> Vec<(Lang, String)> {
    let pages = |lang: Lang| plan.lessons().map(move |id| (lang, format!("{}/{id}.md", lang.code())));
    Lang::ALL.into_iter().flat_map(pages).collect()
}

/// A page, and what is wrong with it; `None` where there is no such file.
fn read_page(
    source: &dyn Source,
    lang: Lang,
    path: &str,
    shelf: &Shelf,
) -> Option<(Option<Draft>, Vec<Problem>)> {
    let mut problems = Vec::new();
    let draft = Draft::read(path, lang, &source.read(path)?, shelf, &mut problems);
    Some((draft, problems))
}

fn assemble(read: &Read, runbook: runbook::Catalog) -> Course {
    let Read { plan, drafts, glossary, causes, .. } = read;
    let mut course = Course {
        runbook,
        glossary: glossary.clone(),
        causes: causes.clone(),
        maps: BTreeMap::new(),
        lessons: BTreeMap::new(),
        sections: BTreeMap::new(),
        first: plan.lessons().next().unwrap_or_default().to_owned(),
    };
    for lang in Lang::ALL {
        let ordered: Vec<&Draft> = plan
            .lessons()
            .filter_map(|id| drafts.iter().find(|draft| draft.lang == lang && draft.front.id == id))
            .collect();
        for (at, draft) in ordered.iter().enumerate() {
            let prev = at.checked_sub(1).and_then(|at| ordered.get(at)).map(|d| link(d));
            let next = ordered.get(at + 1).map(|d| link(d));
            course.sections.insert((lang.code(), draft.front.id.clone()), draft.sections.clone());
            course
                .lessons
                .insert((lang.code(), draft.front.id.clone()), Arc::new(lesson(plan, draft, prev, next)));
        }
        course.maps.insert(lang.code(), map(plan, lang, &course));
    }
    course
}

fn link(draft: &Draft) -> Link {
    Link { id: draft.front.id.clone(), title: draft.front.title.clone() }
}

fn lesson(plan: &Plan, draft: &Draft, prev: Option<Link>, next: Option<Link>) -> Lesson {
    let front = &draft.front;
    let outline = draft.headings.iter().filter(|heading| heading.level == 2);
    Lesson {
        id: front.id.clone(),
        lang: draft.lang,
        title: front.title.clone(),
        summary: front.summary.clone(),
        part: plan.part_of(&front.id).map(|part| part.title.get(draft.lang).to_owned()).unwrap_or_default(),
        minutes: front.minutes,
        changes: front.changes.clone(),
        containers: front.containers,
        needs: front.needs.clone(),
        setup: Setup { expect: front.setup.expect.clone(), commands: front.setup.commands.clone() },
        outline: outline.map(|h| Heading { id: h.anchor.clone(), title: h.title.clone() }).collect(),
        blanks: rules::declared(draft, plan),
        live: front.live.iter().map(|(name, live)| live_value(name, live)).collect(),
        blocks: draft.blocks.iter().map(|(block, _)| block.clone()).collect(),
        sources: front.sources.clone(),
        prev,
        next,
    }
}

fn live_value(name: &str, live: &FrontLive) -> LiveValue {
    LiveValue {
        name: name.to_owned(),
        resource: live.resource.clone(),
        selector: live.selector.clone(),
        namespace: live.namespace.clone(),
        path: live.path.clone(),
        default: live.default.clone(),
    }
}

fn map(plan: &Plan, lang: Lang, course: &Course) -> CourseMap {
    let parts = plan.parts.iter().map(|part| Part {
        id: part.id.clone(),
        title: part.title.get(lang).to_owned(),
        lessons: part
            .lessons
            .iter()
            .filter_map(|id| course.lesson(lang, id))
            .map(|lesson| summary(lesson))
            .collect(),
    });
    CourseMap { parts: parts.collect() }
}

fn summary(lesson: &Lesson) -> LessonSummary {
    let steps = lesson.blocks.iter().filter(|block| blocks::is_step(block));
    LessonSummary {
        id: lesson.id.clone(),
        title: lesson.title.clone(),
        summary: lesson.summary.clone(),
        minutes: lesson.minutes,
        steps: steps.filter_map(blocks::id).map(|(_, id)| id.to_owned()).collect(),
    }
}

/// Helps tests elsewhere in this crate.
#[cfg(test)]
pub(crate) mod testing {
    use super::*;
    use crate::source::Memory;

    /// The English lesson of a course that has only this body, the same in both languages.
    pub(crate) fn one(body: &str) -> Lesson {
        let text = crate::rules::testing::lesson("", body);
        let plan = "parts:\n  - id: p\n    title: {en: P, zh: 部}\n    lessons: [a]\n";
        let files = [("course.yaml", plan), ("en/a.md", &text), ("zh/a.md", &text)];
        let source = Memory(files.map(|(path, text)| (path.to_owned(), text.to_owned())).into());
        let course = Course::load(&source, |_| Ok(())).unwrap_or_else(|problems| panic!("{problems:#?}"));
        Lesson::clone(course.lesson(Lang::En, "a").unwrap())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Embedded, Memory};

    const PLAN: &str = "parts:\n  - id: run\n    title: {en: Run, zh: 运行}\n    lessons: [scale, clean]\n\
        blanks:\n  deployment: {label: {en: Deployment, zh: 名称}, default: nginx}\n";

    const SCALE: &str = include_str!("../tests/scale.md");

    fn course() -> Course {
        let mut source = Memory::default();
        let clean =
            "---\nid: clean\ntitle: Clean up\nsummary: S.\nminutes: 2\n---\n\nSee [scale](scale.md#ask).\n";
        for (path, text) in [
            ("course.yaml", PLAN),
            ("en/scale.md", SCALE),
            ("zh/scale.md", SCALE),
            ("en/clean.md", clean),
            ("zh/clean.md", clean),
        ] {
            source.0.insert(path.to_owned(), text.to_owned());
        }
        Course::load(&source, |_| Ok(())).unwrap_or_else(|problems| panic!("{problems:#?}"))
    }

    #[test]
    fn a_lesson_is_rendered_whole() {
        insta::assert_json_snapshot!(**course().lesson(Lang::En, "scale").unwrap());
    }

    #[test]
    fn the_map_has_parts_lessons_and_steps_in_order() {
        let course = course();
        let map = course.map(Lang::Zh);
        assert_eq!(map.parts[0].title, "运行");
        assert_eq!(map.parts[0].lessons[0].steps, ["scale", "web", "ready", "why"]);
        assert_eq!(course.redirect_target(), "scale");
        assert_eq!(course.lesson(Lang::Zh, "clean").unwrap().prev.as_ref().unwrap().id, "scale");
        assert!(course.lesson(Lang::En, "nothing").is_none());
        let panels: Vec<_> = panels(course.lesson(Lang::En, "scale").unwrap()).collect();
        assert_eq!(panels.len(), 1);
    }

    #[test]
    fn the_content_of_this_repository_has_no_problems() {
        let problems: Vec<String> = lint(&Embedded, |_| Ok(())).iter().map(ToString::to_string).collect();
        assert!(problems.is_empty(), "\n{}", problems.join("\n"));
    }

    #[test]
    fn a_course_with_a_problem_is_not_loaded() {
        assert!(Course::load(&Memory::default(), |_| Ok(())).is_err());
    }
}
