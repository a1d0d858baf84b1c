//! What users read, word for word. `TRYCMD=overwrite cargo test -p safeconduct
//! --test snapshots` takes the present output as the wanted one.

#[test]
fn what_users_read() {
    trycmd::TestCases::new().env("COLUMNS", "100").case("tests/cmd/*.trycmd");
}
