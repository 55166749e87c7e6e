// A warning of the SDK's own about the Node versions of its later releases: nothing that a user of this one can act on,
// and printed again by every worker.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
