//! Dumps and hashes beside those of `gotypes`, which uses Kubernetes' own code (`examples/*.txt`).

use serde_json::Value;

fn check(template: &str, expected: &str) {
    let template: Value = serde_json::from_str(template).unwrap();
    let mut expected = expected.lines();
    let (plain, counted) = (expected.next().unwrap(), expected.next().unwrap());
    let mut dumped = String::new();
    super::dump(&mut dumped, "v1.PodTemplateSpec", &template, true);
    let wanted = expected.collect::<Vec<_>>().join("\n");
    let differs = dumped.bytes().zip(wanted.bytes()).position(|(a, b)| a != b).unwrap_or(dumped.len());
    let from = differs.saturating_sub(80);
    assert!(dumped == wanted, "{}\n{}", &dumped[from..differs + 40], &wanted[from..differs + 40]);
    assert_eq!(super::template(&template, None), plain);
    assert_eq!(super::template(&template, Some(0)), counted);
}

#[test]
fn a_plain_template_is_hashed_as_the_real_controllers_do() {
    check(include_str!("examples/plain.json"), include_str!("examples/plain.txt"));
}

#[test]
fn a_template_with_everything_is_too() {
    check(include_str!("examples/full.json"), include_str!("examples/full.txt"));
}
