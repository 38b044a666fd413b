//! `wheelhouse course lint`, `wheelhouse course test` and `wheelhouse course export`.

use std::path::PathBuf;
use std::sync::Arc;

use portal::Lessons;

use super::export;
use super::serve::load_course;
use crate::cli::CourseAction;

/// Runs one of them; the exit code is 1 when something was found.
pub(crate) async fn run(action: CourseAction) -> Result<i32, String> {
    match action {
        CourseAction::Lint { dir } => Ok(lint(dir)),
        CourseAction::Export { out, dir } => export::run(&out, dir.as_deref()).await.map(|()| 0),
        CourseAction::Test { dir, kubeconfig, lesson, without_containers } => {
            let lessons = match &lesson {
                Some(id) => Lessons::One(id),
                None if without_containers => Lessons::WithoutContainers,
                None => Lessons::All,
            };
            test(dir, kubeconfig, lessons).await
        }
    }
}

fn lint(dir: Option<PathBuf>) -> i32 {
    let problems = match dir {
        Some(dir) => course::lint(&course::Dir(dir), portal::check_line),
        None => course::lint(&course::Embedded, portal::check_line),
    };
    for problem in &problems {
        println!("{problem}");
    }
    println!("{} problems", problems.len());
    i32::from(!problems.is_empty())
}

async fn test(
    dir: Option<PathBuf>,
    kubeconfig: Option<PathBuf>,
    lessons: Lessons<'_>,
) -> Result<i32, String> {
    let course = load_course(dir.as_deref())?;
    let (registry, name) = match kubeconfig {
        Some(file) => {
            let offered = kubectl::terminal::offered(Some(&file));
            if let Some(why) = offered.notices.into_iter().next() {
                return Err(why);
            }
            let registry =
                cluster::Registry::new(None, Some(offered.kubeconfig)).with_unusable(offered.unusable);
            let name = registry.current_context().ok_or("the kubeconfig has no current context")?;
            (registry, name)
        }
        None => {
            let options =
                practice::Options { speed: practice::Speed::Factor(10.0), ..practice::Options::default() };
            let practice = Arc::new(cluster::PracticeClusters::new(options));
            (cluster::Registry::new(Some(practice), None), cluster::ClusterId::HOME)
        }
    };
    let report = |line: &str| println!("{line}");
    let counts =
        portal::course_test(&course, &registry, &name, lessons, &report).await.map_err(|e| e.to_string())?;
    println!("{} passed, {} failed", counts.passed, counts.failed);
    Ok(i32::from(counts.failed > 0))
}
