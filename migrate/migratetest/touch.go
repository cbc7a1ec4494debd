package migratetest

// What functions of the new contracts touch of what may be written later. A
// function that is not here is refused while entries are left: those whose keys
// are texts, or follow from what is stored.

// untouching adds functions that touch nothing of the kind.
func untouching(touch map[string][]string, signatures ...string) map[string][]string {
	for _, s := range signatures {
		touch[s] = []string{}
	}
	return touch
}

func touchOfToken() map[string][]string {
	return untouching(map[string][]string{
		"balanceOf(address)":                    {"_balances[0]"},
		"allowance(address,address)":            {"_allowances[0][1]"},
		"nonces(address)":                       {"_nonces[0]"},
		"hasRole(bytes32,address)":              {"_roles[0].hasRole[1]"},
		"getRoleAdmin(bytes32)":                 {"_roles[0]"},
		"quota(address,bytes32)":                {"_quotas[0][1]"},
		"holderOf(address)":                     {"_holders[0]"},
		"usedBy(address,bytes4)":                {"_holders[0].used[1]"},
		"document(uint256)":                     {"_documents[0]"},
		"lotsOf(address)":                       {"_lots[0]"},
		"mine(bytes32)":                         {"_quotas[caller][0]", "_balances[caller]"},
		"transfer(address,uint256)":             {"_balances[caller]", "_balances[0]"},
		"transferFrom(address,address,uint256)": {"_allowances[0][caller]", "_balances[0]", "_balances[1]"},
		"approve(address,uint256)":              {"_allowances[caller][0]"},
		"burn(uint256)":                         {"_balances[caller]"},
		"permit(address,address,uint256,uint256,uint8,bytes32,bytes32)": {"_nonces[0]", "_allowances[0][1]"},
	}, "name()", "symbol()", "decimals()", "totalSupply()", "paused()", "DOMAIN_SEPARATOR()", "eip712Domain()",
		"DEFAULT_ADMIN_ROLE()", "MINTER_ROLE()", "PAUSER_ROLE()", "supportsInterface(bytes4)", "terms()", "slogan()", "seal()", "supplyCap()",
		"feeBps()", "feesOn()", "startGrade()", "adjustment()", "treasury()", "series()", "notes(uint256)", "noteCount()", "tiers()", "bands()")
}

func touchOfTimelock() map[string][]string {
	touch := map[string][]string{
		"hasRole(bytes32,address)": {"_roles[0].hasRole[1]"}, "getRoleAdmin(bytes32)": {"_roles[0]"}, "reasonOf(bytes32)": {"_reasons[0]"},
	}
	for _, f := range []string{"getTimestamp", "isOperation", "isOperationPending", "isOperationReady", "isOperationDone"} {
		touch[f+"(bytes32)"] = []string{"_timestamps[0]"}
	}
	return untouching(touch, "purpose()", "executions()", "getMinDelay()", "DEFAULT_ADMIN_ROLE()", "PROPOSER_ROLE()", "EXECUTOR_ROLE()",
		"CANCELLER_ROLE()", "supportsInterface(bytes4)", "hashOperation(address,uint256,bytes,bytes32,bytes32)")
}

// touchOfVesting leaves out receive(): who sends ether waits for the drain.
func touchOfVesting() map[string][]string {
	return untouching(map[string][]string{
		"released(address)": {"_erc20Released[0]"}, "releasable(address)": {"_erc20Released[0]"}, "release(address)": {"_erc20Released[0]"},
	}, "owner()", "start()", "end()", "duration()", "label()", "claims()", "finalised()", "released()", "releasable()", "release()",
		"vestedAmount(uint64)")
}

func touchOfLedger() map[string][]string {
	return untouching(map[string][]string{
		"balanceOf(address)": {"balanceOf[0]"}, "entries(uint256)": {"entries[0]"}, "transfer(address,uint256)": {"balanceOf[caller]", "balanceOf[0]"},
	}, "owner()", "total()", "accountOf(uint256)")
}
