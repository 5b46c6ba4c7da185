/* SPDX-License-Identifier: MIT */
/* The networks of this build. Firmware that names its own list links none of this. */
#include <emvqr/network_info.h>

const emvqr_network *const emvqr_networks[] = {
#define EMVQR_NETWORK(name, file) &emvqr_##name,
#include <emvqr/networks.def>
#undef EMVQR_NETWORK
    NULL,
};

#if EMVQR_CFG_TEXTS

#define EMVQR_NETWORK(name, file) extern const emvqr_network_info emvqr_##name##_info;
#include <emvqr/networks.def>
#undef EMVQR_NETWORK

const emvqr_network_info *const emvqr_network_infos[] = {
#define EMVQR_NETWORK(name, file) &emvqr_##name##_info,
#include <emvqr/networks.def>
#undef EMVQR_NETWORK
    NULL,
};

#endif
