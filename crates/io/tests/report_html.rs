//! The page of a plan.

mod fixture;

use safeconduct_io::report::html;

#[test]
#[ignore = "writes pages to look at; set PAGES to a folder"]
fn pages_to_look_at() {
    let folder = std::env::var("PAGES").expect("PAGES names a folder");
    let compared = safeconduct_io::report::compare::html(&fixture::all());
    std::fs::write(format!("{folder}/compare.html"), compared).expect("a folder to write to");
    for (world, plan) in fixture::all() {
        let name = format!("{folder}/{}.html", plan.framework.clone().expect("a framework"));
        std::fs::write(name, html::plan(&world, &plan)).expect("a folder to write to");
    }
}
