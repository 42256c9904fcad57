public import Store

// Kept in the vault by its raw value.
extension PersonalKind: Loadable {}
