// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

import {Change} from "./IConsortium.sol";

/// @notice A call that the Consortium makes to another contract. It sends no money.
struct Call {
    address target;
    bytes data;
}

/// @notice The calls that a change brings. Approvers sign keccak256(abi.encode(calls)), which is 0
/// here and everywhere when there are none at all.
struct Calls {
    Call[] prepare; // before the activation, while the release before it is active
    Call[] activate; // in the activating transaction, after the call to the Book
    Call[] abort; // when the change was prepared and is not activated
    Call[] revert; // in the reverting transaction
}

/// @notice When a call is made.
enum Stage {
    Prepare,
    Activate,
    Abort,
    Revert
}

/// @title Changes that bring calls
/// @notice With these a change moves contracts beside the Book, such as proxies that the Consortium
/// owns: together with the release, and with a way back. A change that has something to prepare is
/// proposed, prepared and then activated or aborted; one that has not goes the way of all others.
/// IConsortium says what a change is and what is true of every change.
///
/// A stage happens as a whole, in the order of its calls, or not at all: when a call fails, nothing
/// of the transaction happens, and everything stays callable. On each line one change at most is
/// prepared, and until it is activated or aborted no other is activated and none reverted.
interface ICalls {
    /// @notice A change with calls was proposed. `replaces` is the change that was prepared on its
    /// line then, 0 for none.
    event CallsProposed(bytes32 indexed changeHash, bytes32 calls, bytes32 replaces);
    /// @notice The calls that prepare a change are made.
    event Prepared(bytes32 indexed changeHash);
    /// @notice A prepared change ended in favour of another one, which answers for what was prepared:
    /// nothing of it was taken back.
    event Replaced(bytes32 indexed changeHash, bytes32 indexed by);
    /// @notice A call of a change was made. `data` is the keccak256 of what was sent.
    event Called(
        bytes32 indexed changeHash, Stage indexed stage, uint256 index, address indexed target, bytes32 data
    );

    /// @notice The calls are not those that were approved.
    error WrongCalls(bytes32 given, bytes32 expected);
    /// @notice The change has no calls that prepare it.
    error NothingToPrepare(bytes32 changeHash);
    /// @notice The change is prepared: it can be activated or aborted.
    error AlreadyPrepared(bytes32 changeHash);
    /// @notice The change has calls that must prepare it first, or none were made that could be aborted.
    error NotPrepared(bytes32 changeHash);
    /// @notice This other change of the line is prepared: activate or abort it first, or propose a
    /// change with calls now, which may then take its place.
    error AnotherPrepared(bytes32 changeHash);
    /// @notice A change must not call the Consortium itself.
    error CallToSelf(Stage stage, uint256 index);
    /// @notice A call of a change came back to the Consortium for something that only one may do at a time.
    error Busy();
    /// @notice A call failed, for this reason, or its target is no contract.
    error CallFailed(Stage stage, uint256 index, address target, bytes reason);

    /// @notice Proposes a change with calls. For an approver or a pod of a member. When another change
    /// of the line is prepared, this one may take its place later: those who approve it answer for
    /// what the other one has prepared.
    /// @param calls Hash of the calls; with 0 this is propose.
    function proposeWithCalls(Change calldata c, bytes32 calls) external returns (bytes32 changeHash);

    /// @notice Makes the calls that prepare a change which has its approvals and its readiness, before
    /// its activation window ends. For an approver or a pod of a member.
    function prepare(bytes32 changeHash, Calls calldata calls) external;

    /// @notice Ends a prepared change and makes the calls that take back what was prepared. For the
    /// member who proposed it; once its activation window or its member epoch has passed, for every
    /// member.
    function abort(bytes32 changeHash, Calls calldata calls) external;

    /// @notice Activates a change with calls, as activate does, and makes its calls.
    function activateWithCalls(bytes32 changeHash, bytes calldata initCall, Calls calldata calls) external;

    /// @notice Reverts a change with calls, as revertChange does, and makes its calls.
    function revertWithCalls(
        bytes32 changeHash,
        bytes32 reason,
        address[] calldata approvers,
        bytes[] calldata signatures,
        Calls calldata calls
    ) external;

    /// @notice The hash of the calls of a change, 0 for none.
    function callsOf(bytes32 changeHash) external view returns (bytes32);

    /// @notice The change that is prepared on a line, 0 for none.
    function prepared(bytes32 line) external view returns (bytes32 changeHash);

    /// @notice The prepared change whose place this one may take, 0 for none.
    function replaces(bytes32 changeHash) external view returns (bytes32);

    /// @notice The digest that approvers sign to approve c with these calls, which is also its name
    /// everywhere; with 0 it is hashChange.
    function hashChangeWithCalls(Change calldata c, bytes32 calls) external view returns (bytes32);
}
