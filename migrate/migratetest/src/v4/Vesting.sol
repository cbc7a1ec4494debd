// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

import "@openzeppelin/contracts-upgradeable/finance/VestingWalletUpgradeable.sol";

/// @title Vesting
/// @notice A vesting wallet of OpenZeppelin 4.9, which has a beneficiary of its own.
contract Vesting is VestingWalletUpgradeable {
    string public label;
    uint96 public claims;
    bool public finalised;

    constructor() {
        _disableInitializers();
    }

    function initialize(address beneficiary_, uint64 start_, uint64 duration_, string calldata label_)
        external
        initializer
    {
        __VestingWallet_init(beneficiary_, start_, duration_);
        label = label_;
    }

    function release() public override {
        claims++;
        super.release();
    }

    function release(address token) public override {
        claims++;
        super.release(token);
    }
}
