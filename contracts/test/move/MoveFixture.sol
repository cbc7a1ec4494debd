// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {ProxyAdmin} from "@openzeppelin/contracts/proxy/transparent/ProxyAdmin.sol";
import {
    ITransparentUpgradeableProxy,
    TransparentUpgradeableProxy
} from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";

import {Gate} from "../../src/move/Gate.sol";
import {Config, Content, Entry, IStandIn, Log, Phase, Store} from "../../src/move/IMigration.sol";
import {Migration} from "../../src/move/Migration.sol";
import {StandIn} from "../../src/move/StandIn.sol";
import {ICheats} from "../ICheats.sol";
import {IMoreCheats} from "./IMoreCheats.sol";
import {NewLedger, OldLedger} from "./Ledgers.sol";
import {Trees} from "./Trees.sol";

/// @title A ledger with some holders, and all that is needed to move it
abstract contract MoveFixture {
    ICheats internal constant VM = ICheats(address(uint160(uint256(keccak256("hevm cheat code")))));
    IMoreCheats internal constant MORE = IMoreCheats(address(VM));

    address internal constant OWNER = address(0x0711e4);
    address internal constant AUTHORITY = address(0xa117404117);
    address internal constant ONE = address(0xa1);
    address internal constant TWO = address(0xa2);
    address internal constant STRANGER = address(0x5712);
    bytes32 internal constant IMPLEMENTATION =
        0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc;
    bytes32 internal constant ADMIN = 0xb53127684a568b3173ae13b9f8a6016e243e63b6e8ee1178d6a717850b5d6103;
    string internal constant NAME = "Ledger of crude";
    bytes32 internal constant PLAN = keccak256("plan");
    bytes32 internal constant TRANSFER = keccak256("Transfer(address,address,uint256)");

    OldLedger internal oldLedger;
    NewLedger internal newLedger;
    address internal source;
    address internal target;
    StandIn internal sourceStandIn;
    StandIn internal targetStandIn;
    Gate internal gate;
    Migration internal migration;
    bytes internal initCall = abi.encodeCall(NewLedger.initialize, (2));
    bool internal unattended;
    uint256 internal holders = 7;

    function setUp() public virtual {
        oldLedger = new OldLedger();
        newLedger = new NewLedger();
        source = address(
            new TransparentUpgradeableProxy(
                address(oldLedger), OWNER, abi.encodeCall(OldLedger.initialize, (NAME))
            )
        );
        for (uint256 i = 0; i < holders; ++i) {
            OldLedger(source).mint(_holder(i), _amount(i));
        }
    }

    // Holders, in the order of the heads of their entries.

    function _holder(uint256 i) internal view virtual returns (address) {
        return address(uint160(0x1000 + i));
    }

    function _amount(uint256 i) internal pure returns (uint256) {
        return 100 + i;
    }

    function _oldSlot(address holder) internal pure returns (bytes32) {
        return keccak256(abi.encode(holder, uint256(0)));
    }

    function _newSlot(address holder) internal view returns (bytes32) {
        return keccak256(abi.encode(holder, newLedger.BASE()));
    }

    function _plus(bytes32 slot, uint256 n) internal pure returns (bytes32) {
        return bytes32(uint256(slot) + n);
    }

    // Entries.

    function _entry(bytes32 head, uint256 stores) internal pure returns (Entry memory e) {
        e.head = head;
        e.stores = new Store[](stores);
        e.logs = new Log[](0);
    }

    /// @dev The balances in the new place, each with the event that tells of it.
    function _balances() internal view returns (Entry[] memory all) {
        all = new Entry[](holders);
        for (uint256 i = 0; i < holders; ++i) {
            bytes32 slot = _newSlot(_holder(i));
            all[i] = _entry(slot, 1);
            all[i].stores[0] = Store(slot, 0, bytes32(_amount(i)));
            all[i].logs = new Log[](1);
            all[i].logs[0].topics = new bytes32[](3);
            (all[i].logs[0].topics[0], all[i].logs[0].topics[2]) =
            (TRANSFER, bytes32(uint256(uint160(_holder(i)))));
            all[i].logs[0].data = abi.encode(_amount(i));
        }
        _sort(all);
    }

    /// @dev Name and total in the new place.
    function _others() internal view returns (Entry[] memory all) {
        all = new Entry[](2);
        bytes32 base = newLedger.BASE();
        all[0] = _entry(_plus(base, 1), 1);
        all[0].stores[0] = Store(_plus(base, 1), 0, MORE.load(source, bytes32(uint256(1))));
        all[1] = _entry(_plus(base, 2), 1);
        all[1].stores[0] = Store(_plus(base, 2), 0, bytes32(OldLedger(source).total()));
        _sort(all);
    }

    /// @dev Everything in the new place, and nothing in the old one: for a move within one account.
    function _inPlace() internal view returns (Entry[] memory all) {
        Entry[] memory balances = _balances();
        Entry[] memory others = _others();
        all = new Entry[](2 * (holders + 2));
        uint256 k;
        for (uint256 i = 0; i < holders; ++i) {
            all[k++] = balances[i];
            all[k] = _entry(_oldSlot(_holder(i)), 1);
            all[k].stores[0] = Store(all[k].head, bytes32(_amount(i)), 0);
            ++k;
        }
        for (uint256 i = 0; i < 2; ++i) {
            all[k++] = others[i];
            all[k] = _entry(bytes32(i + 1), 1);
            all[k].stores[0] = Store(all[k].head, MORE.load(source, bytes32(i + 1)), 0);
            ++k;
        }
        _sort(all);
    }

    function _sort(Entry[] memory all) internal pure {
        for (uint256 i = 1; i < all.length; ++i) {
            for (uint256 j = i; j > 0 && all[j].head < all[j - 1].head; --j) {
                (all[j], all[j - 1]) = (all[j - 1], all[j]);
            }
        }
    }

    // Parts of a migration.

    /// @dev A migration into a new proxy, or into the source itself.
    function _make(bool inPlace) internal {
        address me = address(this);
        uint256 nonce = MORE.getNonce(me);
        Migration m = Migration(MORE.computeCreateAddress(me, nonce + (inPlace ? 2 : 4)));
        sourceStandIn = new StandIn(address(m), address(oldLedger));
        gate = new Gate(address(m), address(newLedger), _rules());
        target = source;
        if (!inPlace) {
            targetStandIn = new StandIn(address(m), address(0));
            bytes memory hello = abi.encodeCall(IStandIn.novationMigration, ());
            target = address(new TransparentUpgradeableProxy(address(targetStandIn), OWNER, hello));
        }
        migration = new Migration(_config());
        VM.assertEq(address(migration), address(m), "address of the migration");
    }

    function _config() internal view returns (Config memory) {
        address[] memory attesters = new address[](2);
        (attesters[0], attesters[1]) = (ONE, TWO);
        return Config({
            plan: PLAN,
            authority: AUTHORITY,
            attesters: attesters,
            source: source,
            sourceImplementation: address(oldLedger),
            target: target,
            targetImplementation: address(newLedger),
            initCall: initCall,
            gate: address(gate),
            unattended: unattended
        });
    }

    /// @dev Rules of transfer, balanceOf, name, total and multicall, in the form of Gate.sol.
    function _rules() internal view returns (bytes memory) {
        bytes memory balances = abi.encodePacked(newLedger.BASE());
        bytes memory caller = abi.encodePacked(balances, hex"01", hex"00000000");
        bytes memory first = abi.encodePacked(balances, hex"01", hex"010000a0");
        bytes4[5] memory selectors = [
            NewLedger.name.selector,
            NewLedger.total.selector,
            NewLedger.balanceOf.selector,
            NewLedger.transfer.selector,
            newLedger.multicall.selector
        ];
        bytes[5] memory paths = [
            abi.encodePacked(hex"00"),
            abi.encodePacked(hex"00"),
            abi.encodePacked(hex"01", first),
            abi.encodePacked(hex"02", caller, first),
            abi.encodePacked(hex"00")
        ];
        for (uint256 i = 1; i < 5; ++i) {
            for (uint256 j = i; j > 0 && selectors[j] < selectors[j - 1]; --j) {
                (selectors[j], selectors[j - 1]) = (selectors[j - 1], selectors[j]);
                (paths[j], paths[j - 1]) = (paths[j - 1], paths[j]);
            }
        }
        bytes memory index = abi.encodePacked(uint16(5));
        bytes memory body;
        for (uint256 i = 0; i < 5; ++i) {
            index = abi.encodePacked(index, selectors[i], uint16(2 + 5 * 6 + body.length));
            body = abi.encodePacked(body, paths[i]);
        }
        return abi.encodePacked(index, body);
    }

    function _upgrade(address proxy, address implementation) internal {
        ProxyAdmin admin = ProxyAdmin(address(uint160(uint256(MORE.load(proxy, ADMIN)))));
        VM.prank(OWNER);
        admin.upgradeAndCall(ITransparentUpgradeableProxy(proxy), implementation, "");
    }

    function _freeze() internal {
        _upgrade(source, address(sourceStandIn));
    }

    function _content(Entry[] memory eager, Entry[] memory deferred) internal pure returns (Content memory) {
        return Content({
            eager: Trees.root(eager),
            eagerCount: uint64(eager.length),
            deferred: Trees.root(deferred),
            deferredCount: uint64(deferred.length),
            snapshot: keccak256("block"),
            result: keccak256("storage root")
        });
    }

    function _attest(Entry[] memory eager, Entry[] memory deferred) internal {
        VM.prank(ONE);
        migration.attest(_content(eager, deferred));
        VM.prank(TWO);
        migration.attest(_content(eager, deferred));
    }

    function _load(Entry[] memory all, uint256 first, uint256 n) internal {
        migration.load(uint64(first), Trees.slice(all, first, n), Trees.siblings(all, first, n));
    }

    function _unload(Entry[] memory all, uint256 first, uint256 n) internal {
        migration.unload(uint64(first), Trees.slice(all, first, n), Trees.siblings(all, first, n));
    }

    function _drain(Entry[] memory all, uint256 first, uint256 n) internal {
        migration.drain(uint64(first), Trees.slice(all, first, n), Trees.siblings(all, first, n));
    }

    function _materialise(Entry[] memory all, uint256 place) internal {
        migration.materialise(uint64(place), all[place], Trees.siblings(all, place, 1));
    }

    function _absent(Entry[] memory all, bytes32 head) internal {
        uint256 place;
        while (place < all.length && all[place].head < head) ++place;
        uint256 first = place == 0 ? 0 : place - 1;
        uint256 n = place == 0 || place == all.length ? 1 : 2;
        migration.absent(head, uint64(place), Trees.slice(all, first, n), Trees.siblings(all, first, n));
    }

    function _confirm() internal {
        VM.prank(ONE);
        migration.confirm(keccak256("report of one"));
        VM.prank(TWO);
        migration.confirm(keccak256("report of two"));
    }

    function _activate() internal {
        VM.prank(AUTHORITY);
        migration.activate();
    }

    function _abort() internal {
        VM.prank(AUTHORITY);
        migration.abort();
    }

    /// @dev Up to the activation, with balances written later.
    function _deferred() internal returns (Entry[] memory balances) {
        _make(false);
        _freeze();
        balances = _balances();
        Entry[] memory others = _others();
        _attest(others, balances);
        _load(others, 0, others.length);
        _confirm();
        _activate();
    }

    // What is the case.

    function _none() internal pure returns (Entry[] memory) {
        return new Entry[](0);
    }

    function _implementation(address proxy) internal view returns (address) {
        return address(uint160(uint256(MORE.load(proxy, IMPLEMENTATION))));
    }

    function _expectPhase(Phase phase) internal view {
        VM.assertEq(uint256(migration.phase()), uint256(phase), "phase");
    }

    function _expectMoved(address at) internal view {
        NewLedger ledger = NewLedger(payable(at));
        for (uint256 i = 0; i < holders; ++i) {
            VM.assertEq(ledger.balanceOf(_holder(i)), _amount(i), "balance");
        }
        VM.assertEq(ledger.name(), NAME, "name");
        VM.assertEq(ledger.total(), holders * 100 + holders * (holders - 1) / 2, "total");
        VM.assertEq(ledger.version(), 2, "version");
        VM.assertEq(_implementation(at), address(newLedger), "implementation");
    }

    function _expectOld(address at) internal view {
        for (uint256 i = 0; i < holders; ++i) {
            VM.assertEq(OldLedger(at).balanceOf(_holder(i)), _amount(i), "balance");
            VM.assertEq(MORE.load(at, _newSlot(_holder(i))), bytes32(0), "new slot of a balance");
        }
        VM.assertEq(OldLedger(at).name(), NAME, "name");
        VM.assertEq(MORE.load(at, _plus(newLedger.BASE(), 1)), bytes32(0), "new slot of the name");
        VM.assertEq(MORE.load(at, _plus(newLedger.BASE(), 2)), bytes32(0), "new slot of the total");
    }

    /// @dev A writer gets this answer.
    function _expectMigrating() internal {
        VM.expectRevert(abi.encodeWithSelector(IStandIn.Migrating.selector, address(migration)));
    }
}
