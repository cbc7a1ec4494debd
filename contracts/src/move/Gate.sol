// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Guest} from "./Guest.sol";
import {IMigration} from "./IMigration.sol";

/// @title What a proxy is while deferred entries are left
/// @notice It lets calls through to the new implementation if all entries that they may touch are
/// settled: written, or proven absent. Which those are is said by rules, for each function: paths
/// to the heads of entries, with keys from the call. A function without a rule is refused.
///
/// A rule must name every deferred entry that the function may read or write, in calls that it makes
/// to itself, too. A function that gets to entries by what is in storage, or whose arguments hold calls
/// that it makes without going through the proxy, has no rule that says so: leave it out, or let what
/// it needs be written before the activation. The rules are code of an account of their own, and can
/// not change. The account of the Gate itself, as opposed to a proxy, passes nothing on.
///
/// The rules are bytes, numbers with the high byte first:
///
///     rules  number of rules (2), then for each, selectors ascending: selector (4), place in these
///            bytes where its paths begin (2); then the paths of each, in the same order
///     paths  number of paths (1), then for each: slot of a variable (32), number of steps (1), steps
///     step   key (1), which word of the arguments (1), how many bits of it the type has (2); then for
///            Constant and Offset only: value (32)
///
/// The selector 0 stands for a call without data.
contract Gate is Guest {
    /// @notice Where a step gets a key from. The last is no key: it leads on by a number of slots.
    enum Key {
        Caller, // the sender of the call
        Unsigned, // an argument: uint, address, bool, enum, contract
        Signed, // an argument: int
        Left, // an argument: bytesN
        Bytes, // an argument: string or bytes
        Constant, // value
        Offset // value: of a member of a struct, or of an element of an array of fixed size
    }

    /// @notice No rule says what this function touches; it is not available before all is settled.
    error NotDeclared(bytes4 selector);
    /// @notice An entry is not settled. Settle it with the migration's materialise or absent, and try again.
    error Unsettled(bytes32 head);
    /// @notice An argument that a rule names is missing, or has bits set that its type does not have:
    /// some contracts ignore those, and would touch another entry than the one that was looked at.
    error BadArgument(uint256 word);
    /// @notice The rules are not of the form above, at this place.
    error BadRules(uint256 place);
    /// @notice Only a proxy passes calls on.
    error NotAProxy();

    uint256 private constant _INDEX = 6; // bytes of the index for each rule

    address private immutable _GATE;
    address private immutable _IMPLEMENTATION;
    address private immutable _RULES;

    /// @notice Fixes whom it obeys, to whom it passes calls on, and which.
    /// @param migration Whom it obeys, and who knows what is settled.
    /// @param implementation To whom it passes calls on.
    /// @param rules For each function that shall be available.
    constructor(address migration, address implementation, bytes memory rules) Guest(migration) {
        _requireForm(rules);
        _GATE = address(this);
        _IMPLEMENTATION = implementation;
        _RULES = _keep(rules);
    }

    /// @notice Passes value on, when the rules say so.
    receive() external payable {
        _pass();
    }

    /// @notice Passes a call on when all that it may touch is settled.
    fallback() external payable {
        _pass();
    }

    /// @notice To whom it passes calls on.
    function novationImplementation() external view returns (address) {
        return _IMPLEMENTATION;
    }

    /// @notice The rules.
    function novationRules() external view returns (bytes memory) {
        return _rules();
    }

    /// @notice The heads of entries that a call may touch, settled or not.
    function novationTouches(address caller, bytes calldata data) external view returns (bytes32[] memory) {
        return _heads(caller, data);
    }

    function _pass() private {
        if (address(this) == _GATE) revert NotAProxy();
        // The migration itself makes the call that initialises the new implementation.
        if (msg.sender != _MIGRATION) {
            bytes32[] memory heads = _heads(msg.sender, msg.data);
            for (uint256 i = 0; i < heads.length; ++i) {
                if (!IMigration(_MIGRATION).settled(heads[i])) revert Unsettled(heads[i]);
            }
        }
        (bool ok, bytes memory out) = _delegate(_IMPLEMENTATION);
        _end(ok, out);
    }

    function _heads(address caller, bytes calldata data) private view returns (bytes32[] memory heads) {
        bytes4 selector = bytes4(data);
        // Shorter data, and the function whose selector is 0, can have no rule.
        if (data.length != 0 && (data.length < 4 || selector == 0)) revert NotDeclared(selector);
        bytes memory rules = _rules();
        uint256 at = _find(rules, selector);
        heads = new bytes32[](_read(rules, at, 1));
        at += 1;
        for (uint256 i = 0; i < heads.length; ++i) {
            bytes32 head = bytes32(_read(rules, at, 32));
            uint256 steps = _read(rules, at + 32, 1);
            at += 33;
            for (; steps != 0; --steps) {
                head = _step(head, rules, at, caller, data);
                at += _sizeOfStep(rules, at);
            }
            heads[i] = head;
        }
    }

    /// @dev The slot that the step at `at` leads to.
    function _step(bytes32 slot, bytes memory rules, uint256 at, address caller, bytes calldata data)
        private
        pure
        returns (bytes32)
    {
        Key key = Key(_read(rules, at, 1));
        uint256 word = _read(rules, at + 1, 1);
        if (key == Key.Caller) return keccak256(abi.encode(caller, slot));
        if (key == Key.Constant) return keccak256(abi.encode(_read(rules, at + 4, 32), slot));
        if (key == Key.Bytes) return keccak256(abi.encodePacked(_dynamic(data, word), slot));
        unchecked {
            if (key == Key.Offset) return bytes32(uint256(slot) + _read(rules, at + 4, 32));
        }
        uint256 value = _word(data, 4 + 32 * word, word);
        if (_clean(key, value, 256 - _read(rules, at + 2, 2)) != value) revert BadArgument(word);
        return keccak256(abi.encode(value, slot));
    }

    /// @dev What a word is when the bits that its type does not have are as they should be.
    function _clean(Key key, uint256 value, uint256 spare) private pure returns (uint256) {
        if (key == Key.Left) return (value >> spare) << spare;
        if (key == Key.Signed) return uint256((int256(value) << spare) >> spare);
        return (value << spare) >> spare;
    }

    /// @dev The string or bytes that a word of the arguments points to.
    function _dynamic(bytes calldata data, uint256 word) private pure returns (bytes calldata) {
        uint256 at = _word(data, 4 + 32 * word, word);
        if (at > data.length) revert BadArgument(word);
        at += 4;
        uint256 size = _word(data, at, word);
        at += 32;
        if (size > data.length - at) revert BadArgument(word);
        return data[at:at + size];
    }

    function _word(bytes calldata data, uint256 at, uint256 word) private pure returns (uint256) {
        if (at + 32 > data.length) revert BadArgument(word);
        return uint256(bytes32(data[at:at + 32]));
    }

    /// @dev The place of the paths of a function, by bisection.
    function _find(bytes memory rules, bytes4 selector) private pure returns (uint256) {
        (uint256 low, uint256 high) = (0, _read(rules, 0, 2));
        while (low < high) {
            uint256 middle = (low + high) / 2;
            uint256 found = _read(rules, 2 + _INDEX * middle, 4);
            if (found == uint32(selector)) return _read(rules, 6 + _INDEX * middle, 2);
            if (found < uint32(selector)) low = middle + 1;
            else high = middle;
        }
        revert NotDeclared(selector);
    }

    function _sizeOfStep(bytes memory rules, uint256 at) private pure returns (uint256) {
        return _read(rules, at, 1) < uint8(Key.Constant) ? 4 : 36;
    }

    /// @dev A number of so many bytes.
    function _read(bytes memory rules, uint256 at, uint256 size) private pure returns (uint256 out) {
        assembly ("memory-safe") {
            out := shr(sub(256, shl(3, size)), mload(add(add(rules, 0x20), at)))
        }
    }

    function _requireForm(bytes memory rules) private pure {
        if (rules.length < 2 || rules.length > type(uint16).max) revert BadRules(0);
        uint256 n = _read(rules, 0, 2);
        uint256 at = 2 + _INDEX * n;
        for (uint256 i = 0; i < n; ++i) {
            uint256 place = 2 + _INDEX * i;
            if (place + _INDEX > rules.length || _read(rules, place + 4, 2) != at) revert BadRules(place);
            bool ascends = i == 0 || _read(rules, place, 4) > _read(rules, place - _INDEX, 4);
            if (!ascends || at >= rules.length) revert BadRules(place);
            uint256 paths = _read(rules, at, 1);
            at += 1;
            for (; paths != 0; --paths) {
                at = _requirePath(rules, at);
            }
        }
        if (at != rules.length) revert BadRules(at);
    }

    /// @dev Returns where the path ends.
    function _requirePath(bytes memory rules, uint256 at) private pure returns (uint256) {
        if (at + 33 > rules.length) revert BadRules(at);
        uint256 steps = _read(rules, at + 32, 1);
        at += 33;
        for (; steps != 0; --steps) {
            uint256 key = _read(rules, at, 1);
            if (at + 4 > rules.length || key > uint8(type(Key).max)) revert BadRules(at);
            uint256 bits = _read(rules, at + 2, 2);
            bool typed = key >= uint8(Key.Unsigned) && key <= uint8(Key.Left);
            if (typed ? bits == 0 || bits > 256 : bits != 0) revert BadRules(at);
            at += _sizeOfStep(rules, at);
            if (at > rules.length) revert BadRules(at);
        }
        return at;
    }

    /// @dev Makes an account whose code is a stop and these bytes: reading it costs less than storage.
    function _keep(bytes memory rules) private returns (address at) {
        // PUSH2 size, DUP1, PUSH1 10, PUSH0, CODECOPY, PUSH0, RETURN: returns what follows.
        bytes memory code =
            abi.encodePacked(hex"61", uint16(rules.length + 1), hex"80600a5f395ff3", hex"00", rules);
        assembly ("memory-safe") {
            at := create(0, add(code, 0x20), mload(code))
        }
        if (at == address(0)) revert BadRules(rules.length);
    }

    function _rules() private view returns (bytes memory rules) {
        address at = _RULES;
        uint256 size = at.code.length - 1;
        rules = new bytes(size);
        assembly ("memory-safe") {
            extcodecopy(at, add(rules, 0x20), 1, size)
        }
    }
}
