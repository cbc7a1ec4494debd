// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ProxyAdmin} from "@openzeppelin/contracts/proxy/transparent/ProxyAdmin.sol";
import {
    ITransparentUpgradeableProxy,
    TransparentUpgradeableProxy
} from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";

import {Calls} from "../src/ICalls.sol";
import {Change} from "../src/IConsortium.sol";
import {Counter} from "./Counter.sol";
import {Fixture} from "./Fixture.sol";

/// @title A real proxy whose administrator the Consortium owns
contract ProxiesTest is Fixture {
    address private _first;
    address private _second;
    address private _frozen;
    Counter private _counter;
    ProxyAdmin private _admin;

    function setUp() public override {
        super.setUp();
        _first = address(new Counter(1));
        _second = address(new Counter(2));
        _frozen = address(new Counter(0));
        bytes memory data = abi.encodeCall(Counter.add, ());
        address proxy = address(new TransparentUpgradeableProxy(_first, address(consortium), data));
        _counter = Counter(proxy);
        // The proxy makes its administrator in its constructor, as its first contract.
        _admin = ProxyAdmin(address(uint160(uint256(keccak256(abi.encodePacked(hex"d694", proxy, hex"01"))))));
        VM.assertEq(_admin.owner(), address(consortium), "owner");
        _upgrade(ONE, first);
    }

    function _to(address implementation, bytes memory data) private view returns (bytes memory) {
        ITransparentUpgradeableProxy proxy = ITransparentUpgradeableProxy(address(_counter));
        return abi.encodeCall(ProxyAdmin.upgradeAndCall, (proxy, implementation, data));
    }

    function _calls() private view returns (Calls memory calls) {
        calls.prepare = _one(address(_admin), _to(_frozen, ""));
        calls.activate = _one(address(_admin), _to(_second, abi.encodeCall(Counter.start, (40))));
        calls.abort = _one(address(_admin), _to(_first, ""));
        calls.revert = calls.abort;
    }

    function testUpgradeAndBack() public {
        _counter.add();
        Calls memory calls = _calls();
        bytes32 changeHash = _readyWith(_change(TWO, second, _init()), calls);
        VM.prank(_pod(0));
        consortium.prepare(changeHash, calls);
        VM.expectRevert(abi.encodeWithSelector(Counter.Moving.selector));
        _counter.add();
        VM.prank(_pod(0));
        consortium.activateWithCalls(changeHash, _init(), calls);
        _counter.add();
        VM.assertEq(_counter.VERSION(), 2, "version");
        VM.assertEq(_counter.value(), 41, "value");
        _revertWith(changeHash, calls);
        VM.assertEq(_counter.VERSION(), 1, "version");
    }

    function testAbort() public {
        _counter.add();
        Calls memory calls = _calls();
        Change memory c = _change(TWO, second, _init());
        bytes32 changeHash = _readyWith(c, calls);
        VM.prank(_pod(0));
        consortium.prepare(changeHash, calls);
        VM.warp(c.notAfter + 1);
        VM.prank(_pod(2));
        consortium.abort(changeHash, calls);
        _counter.add();
        VM.assertEq(_counter.VERSION(), 1, "version");
        VM.assertEq(_counter.value(), 3, "value");
    }

    function testNobodyElseUpgrades() public {
        bytes memory data = _to(_second, "");
        (bool ok,) = address(_admin).call(data);
        VM.assertFalse(ok, "a stranger upgraded");
    }
}
