// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";

import {Gate} from "../../src/move/Gate.sol";
import {Entry, IStandIn} from "../../src/move/IMigration.sol";
import {NewLedger} from "./Ledgers.sol";
import {MoveFixture} from "./MoveFixture.sol";

/// @title What a proxy does while entries are left
contract GateTest is MoveFixture {
    bytes4 private constant _F = bytes4(0x11223344);

    function testUnsettled() external {
        Entry[] memory all = _deferred();
        NewLedger ledger = NewLedger(payable(target));
        (address a, address b) = (_holder(1), _holder(2));
        VM.expectRevert(abi.encodeWithSelector(Gate.Unsettled.selector, _newSlot(a)));
        VM.prank(a);
        ledger.transfer(b, 1);
        _settle(all, a);
        VM.expectRevert(abi.encodeWithSelector(Gate.Unsettled.selector, _newSlot(b)));
        VM.prank(a);
        ledger.transfer(b, 1);
        _settle(all, b);
        VM.prank(a);
        ledger.transfer(b, 1);
        VM.assertEq(ledger.balanceOf(b), _amount(2) + 1, "balance");
        VM.expectRevert(abi.encodeWithSelector(Gate.Unsettled.selector, _newSlot(STRANGER)));
        ledger.balanceOf(STRANGER);
        _absent(all, _newSlot(STRANGER));
        VM.prank(a);
        ledger.transfer(STRANGER, 1);
        VM.assertEq(ledger.balanceOf(STRANGER), 1, "balance");
        // The words of the contract itself come through.
        VM.expectRevert(abi.encodeWithSelector(NewLedger.TooLittle.selector, STRANGER, 1));
        VM.prank(STRANGER);
        ledger.transfer(a, 2);
    }

    function testNotDeclared() external {
        _deferred();
        NewLedger ledger = NewLedger(payable(target));
        VM.expectRevert(abi.encodeWithSelector(Gate.NotDeclared.selector, NewLedger.mint.selector));
        ledger.mint(STRANGER, 1);
        VM.expectRevert(abi.encodeWithSelector(Gate.NotDeclared.selector, NewLedger.version.selector));
        ledger.version();
        VM.expectRevert(abi.encodeWithSelector(Gate.NotDeclared.selector, bytes4(0)));
        (bool ok,) = target.call("");
        VM.expectRevert(abi.encodeWithSelector(Gate.NotDeclared.selector, bytes4(0)));
        (ok,) = target.call(hex"00000000");
        VM.expectRevert(abi.encodeWithSelector(Gate.NotDeclared.selector, bytes4(0x06fdde00)));
        (ok,) = target.call(hex"06fdde");
    }

    /// OpenZeppelin's multicall goes through the proxy for each of its calls, so each is looked at.
    function testMulticall() external {
        Entry[] memory all = _deferred();
        NewLedger ledger = NewLedger(payable(target));
        bytes[] memory calls = new bytes[](2);
        calls[0] = abi.encodeCall(NewLedger.name, ());
        calls[1] = abi.encodeCall(NewLedger.transfer, (_holder(2), 1));
        VM.expectRevert(abi.encodeWithSelector(Gate.Unsettled.selector, _newSlot(_holder(1))));
        VM.prank(_holder(1));
        ledger.multicall(calls);
        _settle(all, _holder(1));
        _settle(all, _holder(2));
        VM.prank(_holder(1));
        ledger.multicall(calls);
        VM.assertEq(ledger.balanceOf(_holder(2)), _amount(2) + 1, "balance");
    }

    /// The gate itself runs nobody's code in its own storage.
    function testTheGateItself() external {
        _deferred();
        VM.expectRevert(Gate.NotAProxy.selector);
        NewLedger(payable(address(gate))).name();
        VM.expectRevert(Gate.NotAProxy.selector);
        (bool ok,) = address(gate).call("");
        VM.assertTrue(ok, "refused, as expected");
        VM.expectRevert(Gate.NotAProxy.selector);
        VM.prank(address(migration));
        NewLedger(payable(address(gate))).mint(STRANGER, 1);
        VM.expectRevert(UUPSUpgradeable.UUPSUnauthorizedCallContext.selector);
        VM.prank(AUTHORITY);
        gate.upgradeToAndCall(address(newLedger), "");
        VM.expectRevert(abi.encodeWithSelector(IStandIn.NotMigration.selector, STRANGER));
        VM.prank(STRANGER);
        gate.novationBecome(address(newLedger), "");
        VM.expectRevert(abi.encodeWithSelector(IStandIn.NotMigration.selector, STRANGER));
        VM.prank(STRANGER);
        IStandIn(target).novationBecome(address(newLedger), "");
        VM.assertEq(gate.novationImplementation(), address(newLedger), "implementation");
        VM.assertEq(keccak256(gate.novationRules()), keccak256(_rules()), "rules");
    }

    function testMoneyAndEmptyCalls() external {
        _make(false);
        bytes memory rules = abi.encodePacked(uint16(2), bytes4(0), uint16(14), NewLedger.deposit.selector);
        gate = new Gate(STRANGER, address(newLedger), abi.encodePacked(rules, uint16(15), hex"0000"));
        _upgrade(target, address(gate));
        MORE.deal(address(this), 10);
        (bool ok,) = target.call{value: 1}("");
        VM.assertTrue(ok, "a call without data");
        NewLedger(payable(target)).deposit{value: 2}();
        VM.assertEq(target.balance, 3, "balance");
    }

    /// @dev A gate with one rule: one path, with these steps.
    function _one(bytes memory steps, uint8 n) private returns (Gate) {
        bytes memory path = abi.encodePacked(bytes32(uint256(7)), n, steps);
        return new Gate(
            address(migration), address(newLedger), abi.encodePacked(uint16(1), _F, uint16(8), hex"01", path)
        );
    }

    function _touches(Gate g, bytes memory arguments) private view returns (bytes32) {
        return g.novationTouches(STRANGER, abi.encodePacked(_F, arguments))[0];
    }

    function testSteps() external {
        bytes32 base = bytes32(uint256(7));
        bytes32 x = bytes32(uint256(0x1234));
        VM.assertEq(_touches(_one("", 0), ""), base, "none");
        bytes32 head = keccak256(abi.encode(STRANGER, base));
        VM.assertEq(_touches(_one(hex"00000000", 1), ""), head, "caller");
        // A member of a struct in a mapping by a word, behind a constant.
        bytes memory steps = abi.encodePacked(hex"05000000", x, hex"06000000", uint256(3), hex"010100a0");
        head = keccak256(abi.encode(uint256(0xabcd), _plus(keccak256(abi.encode(x, base)), 3)));
        VM.assertEq(
            _touches(_one(steps, 3), abi.encode(0, 0xabcd)), head, "constant, offset, second argument"
        );
        // Wraps, as slots do.
        steps = abi.encodePacked(hex"06000000", type(uint256).max);
        VM.assertEq(_touches(_one(steps, 1), ""), bytes32(uint256(6)), "offset");
        head = keccak256(abi.encode(int256(-5), base));
        VM.assertEq(_touches(_one(hex"02000008", 1), abi.encode(int8(-5))), head, "int8");
        head = keccak256(abi.encode(bytes4("abcd"), base));
        VM.assertEq(_touches(_one(hex"03000020", 1), abi.encode(bytes4("abcd"))), head, "bytes4");
        head = keccak256(abi.encode(x, base));
        VM.assertEq(_touches(_one(hex"03000100", 1), abi.encode(x)), head, "bytes32");
        head = keccak256(abi.encodePacked("some key", base));
        VM.assertEq(_touches(_one(hex"04010000", 1), abi.encode(1, "some key")), head, "string");
        head = keccak256(abi.encodePacked("", base));
        VM.assertEq(_touches(_one(hex"04000000", 1), abi.encode("")), head, "empty string");
    }

    /// Bits that the type does not have, and arguments that are not there.
    function testBadArguments() external {
        Gate[6] memory gates = [
            _one(hex"010000a0", 1), // address
            _one(hex"01000001", 1), // bool
            _one(hex"02000008", 1), // int8
            _one(hex"03000020", 1), // bytes4
            _one(hex"01020100", 1), // the third argument
            _one(hex"04000000", 1) // string
        ];
        bytes[10] memory arguments = [
            abi.encode(uint256(1) << 160),
            abi.encode(2),
            abi.encode(128),
            abi.encode(uint256(int256(-129))),
            abi.encode(bytes5("abcde")),
            abi.encode(1, 2),
            abi.encode(uint256(32)), // no length there
            abi.encode(uint256(32), uint256(1)), // no data
            abi.encode(uint256(1) << 255), // far outside
            abi.encode(uint256(32), type(uint256).max)
        ];
        uint8[10] memory which = [0, 1, 2, 2, 3, 4, 5, 5, 5, 5];
        for (uint256 i = 0; i < 10; ++i) {
            VM.expectRevert(abi.encodeWithSelector(Gate.BadArgument.selector, which[i] == 4 ? 2 : 0));
            gates[which[i]].novationTouches(STRANGER, abi.encodePacked(_F, arguments[i]));
            VM.expectRevert(abi.encodeWithSelector(Gate.BadArgument.selector, which[i] == 4 ? 2 : 0));
            gates[which[i]].novationTouches(STRANGER, abi.encodePacked(_F));
        }
    }

    /// One byte of rules that are in order is changed, or some are missing: what is accepted reads as
    /// rules of other functions or entries, never beyond the end.
    function testFuzzRules(uint256 seed) external {
        _make(false);
        bytes memory rules = _rules();
        bytes memory bad = abi.encodePacked(rules);
        if (seed & 1 == 0) {
            uint256 size = (seed >> 8) % rules.length;
            assembly ("memory-safe") {
                mstore(bad, size)
            }
            VM.expectRevert();
            new Gate(address(migration), address(newLedger), bad);
            return;
        }
        bad[(seed >> 8) % bad.length] = bytes1(uint8(seed >> 200));
        try new Gate(address(migration), address(newLedger), bad) returns (Gate g) {
            for (uint256 i = 0; i < 5; ++i) {
                bytes4 selector;
                assembly ("memory-safe") {
                    selector := mload(add(add(bad, 0x22), mul(i, 6)))
                }
                // Every function with a rule has an answer.
                if (uint32(selector) == 0) continue;
                g.novationTouches(STRANGER, abi.encodePacked(selector, new bytes(32 * 256)));
            }
        } catch (bytes memory reason) {
            VM.assertTrue(bytes4(reason) == Gate.BadRules.selector, "reason");
        }
    }

    function testBadRules() external {
        _make(false);
        bytes memory path = abi.encodePacked(bytes32(uint256(7)));
        bytes[11] memory bad = [
            bytes(hex""),
            hex"00",
            hex"000000",
            hex"0001",
            hex"000111223344000800ff", // more than there is
            hex"0001112233440009ff00", // at another place
            hex"000211223344000e11223344000f0000", // twice
            abi.encodePacked(hex"0001112233440008", hex"01", path), // no number of steps
            abi.encodePacked(hex"0001112233440008", hex"01", path, hex"0107000000"), // no such key
            abi.encodePacked(hex"0001112233440008", hex"01", path, hex"0101000000"), // no bits
            abi.encodePacked(hex"0001112233440008", hex"01", path, hex"0103000101") // too many bits
        ];
        for (uint256 i = 0; i < bad.length; ++i) {
            MORE.expectPartialRevert(Gate.BadRules.selector);
            new Gate(address(migration), address(newLedger), bad[i]);
        }
    }

    function _settle(Entry[] memory all, address holder) private {
        for (uint256 i = 0; i < all.length; ++i) {
            if (all[i].head == _newSlot(holder)) _materialise(all, i);
        }
    }
}
