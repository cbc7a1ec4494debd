// SPDX-License-Identifier: Apache-2.0
// want: @custom:oz-renamed-from says nothing
pragma solidity >=0.8.20;
contract C {
    /** @custom:oz-renamed-from  @notice x
     * @custom:oz-retyped-from a
     */
    uint8 a;
    /** @custom:oz-renamed-from  
     * @custom:oz-retyped-from a
     */
    uint8 b;
}
