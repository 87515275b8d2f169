CREATE TABLE roll (
    day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    n INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (day, kind, name)
)
 WITHOUT ROWID;
CREATE TABLE roll_rev (
    day INTEGER NOT NULL,
    kind TEXT NOT NULL,
    product_id TEXT NOT NULL,
    affiliate_id TEXT NOT NULL,
    utm_source TEXT NOT NULL,
    n INTEGER DEFAULT '0' NOT NULL,
    cents INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (day, kind, product_id, affiliate_id, utm_source)
)
 WITHOUT ROWID;
CREATE TABLE roll_latency (
    day INTEGER NOT NULL,
    endpoint TEXT NOT NULL,
    bucket INTEGER NOT NULL,
    n INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (day, endpoint, bucket)
)
 WITHOUT ROWID;
CREATE TABLE schema_version (
    version INTEGER NOT NULL,
    applied_at INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (version)
);
CREATE TABLE sandbox_object (
    kind TEXT NOT NULL,
    "key" TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (kind, "key")
)
 WITHOUT ROWID;
CREATE TABLE setting (
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (name)
)
 WITHOUT ROWID;
CREATE TABLE imported (
    digest TEXT NOT NULL,
    name TEXT DEFAULT '' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    events INTEGER DEFAULT '0' NOT NULL,
    unread INTEGER DEFAULT '0' NOT NULL,
    at INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (digest)
)
 WITHOUT ROWID;
CREATE TABLE bin (
    name TEXT NOT NULL,
    secret TEXT DEFAULT '' NOT NULL,
    status INTEGER DEFAULT '200' NOT NULL,
    headers TEXT DEFAULT '{}' NOT NULL,
    body TEXT DEFAULT '' NOT NULL,
    delay_ms INTEGER DEFAULT '0' NOT NULL,
    cors INTEGER DEFAULT '0' NOT NULL,
    paused INTEGER DEFAULT '0' NOT NULL,
    keep_count INTEGER,
    keep_days INTEGER,
    dup_window_ms INTEGER DEFAULT '600000' NOT NULL,
    created_at INTEGER DEFAULT '0' NOT NULL,
    evicted INTEGER DEFAULT '0' NOT NULL,
    refused INTEGER DEFAULT '0' NOT NULL,
    PRIMARY KEY (name)
)
 WITHOUT ROWID;
CREATE TABLE delivery (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    bin TEXT DEFAULT '' NOT NULL,
    received_at INTEGER DEFAULT '0' NOT NULL,
    method TEXT DEFAULT '' NOT NULL,
    path TEXT DEFAULT '' NOT NULL,
    "query" TEXT DEFAULT '' NOT NULL,
    remote TEXT DEFAULT '' NOT NULL,
    content_type TEXT DEFAULT '' NOT NULL,
    size INTEGER DEFAULT '0' NOT NULL,
    dkey INTEGER DEFAULT '0' NOT NULL,
    dup_of INTEGER,
    ok INTEGER DEFAULT '1' NOT NULL,
    idempotency_key TEXT,
    headers TEXT DEFAULT '[]' NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX delivery_query ON delivery (id) WHERE "query" != '';
CREATE INDEX delivery_unread ON delivery (id) WHERE ok = 0;
CREATE INDEX delivery_large ON delivery (id) WHERE size > 8192;
CREATE INDEX delivery_idempotency ON delivery (idempotency_key) WHERE idempotency_key IS NOT NULL;
CREATE INDEX delivery_dup ON delivery (id) WHERE dup_of IS NOT NULL;
CREATE INDEX delivery_bin ON delivery (bin, id);
CREATE INDEX delivery_time ON delivery (received_at);
CREATE INDEX delivery_method ON delivery (id) WHERE method != 'POST';
CREATE TABLE pending (
    delivery_id INTEGER NOT NULL,
    PRIMARY KEY (delivery_id)
);
CREATE TABLE mark (
    delivery_id INTEGER NOT NULL,
    pinned INTEGER DEFAULT '0' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    tags TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (delivery_id)
);
CREATE TABLE event (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    delivery_id INTEGER DEFAULT '0' NOT NULL,
    position INTEGER DEFAULT '0' NOT NULL,
    day INTEGER DEFAULT '0' NOT NULL,
    ts INTEGER DEFAULT '0' NOT NULL,
    surface TEXT DEFAULT '' NOT NULL,
    action TEXT DEFAULT '' NOT NULL,
    lead_id TEXT DEFAULT '' NOT NULL,
    lead_email TEXT DEFAULT '' NOT NULL,
    lead_name TEXT DEFAULT '' NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    amount_cents INTEGER,
    findings TEXT DEFAULT '' NOT NULL,
    words TEXT DEFAULT '' NOT NULL,
    dup INTEGER DEFAULT '0' NOT NULL
);
CREATE INDEX event_lead ON event (lead_id, ts);
CREATE INDEX event_delivery ON event (delivery_id);
CREATE INDEX event_email ON event (lead_email, ts);
CREATE INDEX event_action ON event (action, delivery_id);
CREATE INDEX event_day ON event (day, action);
CREATE INDEX event_findings ON event (delivery_id) WHERE findings != '';
CREATE TABLE txn (
    transaction_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    event_id INTEGER DEFAULT '0' NOT NULL,
    day INTEGER DEFAULT '0' NOT NULL,
    ts INTEGER DEFAULT '0' NOT NULL,
    product_id TEXT DEFAULT '' NOT NULL,
    product_name TEXT DEFAULT '' NOT NULL,
    price_point TEXT DEFAULT '' NOT NULL,
    amount_cents INTEGER,
    original_id TEXT DEFAULT '' NOT NULL,
    parent_id TEXT DEFAULT '' NOT NULL,
    subscription_id TEXT DEFAULT '' NOT NULL,
    internal_subscription_id TEXT DEFAULT '' NOT NULL,
    pay_number INTEGER,
    payments_left INTEGER,
    rebill_days INTEGER,
    trial INTEGER DEFAULT '0' NOT NULL,
    trial_days INTEGER,
    processor TEXT DEFAULT '' NOT NULL,
    affiliate_id TEXT DEFAULT '' NOT NULL,
    tracking_1 TEXT DEFAULT '' NOT NULL,
    tracking_2 TEXT DEFAULT '' NOT NULL,
    lead_id TEXT DEFAULT '' NOT NULL,
    lead_email TEXT DEFAULT '' NOT NULL,
    surface TEXT DEFAULT '' NOT NULL,
    PRIMARY KEY (transaction_id, kind)
)
 WITHOUT ROWID;
CREATE INDEX txn_original ON txn (original_id);
CREATE INDEX txn_event ON txn (event_id);
CREATE INDEX txn_subscription ON txn (subscription_id);
CREATE INDEX txn_day ON txn (day, kind, product_id, amount_cents);
CREATE INDEX txn_lead ON txn (lead_id);
CREATE INDEX txn_email ON txn (lead_email);
CREATE TABLE attempt (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    batch TEXT DEFAULT '' NOT NULL,
    delivery_id INTEGER,
    parent_id INTEGER,
    "trigger" TEXT DEFAULT '' NOT NULL,
    sent_at INTEGER DEFAULT '0' NOT NULL,
    method TEXT DEFAULT '' NOT NULL,
    url TEXT DEFAULT '' NOT NULL,
    headers TEXT DEFAULT '[]' NOT NULL,
    body BLOB NOT NULL,
    status INTEGER,
    answer_headers TEXT DEFAULT '[]' NOT NULL,
    answer TEXT DEFAULT '' NOT NULL,
    elapsed_us INTEGER,
    error TEXT DEFAULT '' NOT NULL
);
CREATE INDEX attempt_batch ON attempt (batch, id);
CREATE INDEX attempt_delivery ON attempt (delivery_id);
CREATE TABLE visit (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "key" TEXT NOT NULL,
    session_id TEXT DEFAULT '' NOT NULL,
    source TEXT DEFAULT '' NOT NULL,
    started_at INTEGER DEFAULT '0' NOT NULL,
    ended_at INTEGER DEFAULT '0' NOT NULL,
    day INTEGER DEFAULT '0' NOT NULL,
    campaign_id TEXT DEFAULT '' NOT NULL,
    aff_id TEXT DEFAULT '' NOT NULL,
    utm_source TEXT DEFAULT '' NOT NULL,
    utm_medium TEXT DEFAULT '' NOT NULL,
    utm_campaign TEXT DEFAULT '' NOT NULL,
    device TEXT DEFAULT '' NOT NULL,
    order_id TEXT DEFAULT '' NOT NULL,
    outcome TEXT DEFAULT 'abandoned' NOT NULL,
    revenue_cents INTEGER DEFAULT '0' NOT NULL,
    upsells INTEGER DEFAULT '0' NOT NULL,
    calls INTEGER DEFAULT '0' NOT NULL,
    refused INTEGER DEFAULT '0' NOT NULL,
    t_presell INTEGER,
    t_lead INTEGER,
    t_checkout INTEGER,
    t_order INTEGER,
    t_upsell_shown INTEGER,
    t_upsell INTEGER,
    t_thankyou INTEGER,
    UNIQUE ("key")
);
CREATE INDEX visit_session ON visit (session_id);
CREATE INDEX visit_day ON visit (day, source, outcome);
CREATE INDEX visit_steps ON visit (day, source, aff_id, t_presell, t_lead, t_checkout, t_order, t_upsell_shown, t_upsell, t_thankyou);
CREATE INDEX visit_order ON visit (order_id);
CREATE TABLE call (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    visit_id INTEGER DEFAULT '0' NOT NULL,
    seq INTEGER DEFAULT '0' NOT NULL,
    endpoint TEXT DEFAULT '' NOT NULL,
    page_type TEXT DEFAULT '' NOT NULL,
    ts INTEGER DEFAULT '0' NOT NULL,
    elapsed_us INTEGER DEFAULT '0' NOT NULL,
    result TEXT DEFAULT '' NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    fault TEXT DEFAULT '' NOT NULL,
    request TEXT DEFAULT '{}' NOT NULL,
    response TEXT DEFAULT '{}' NOT NULL
);
CREATE INDEX call_visit ON call (visit_id, seq);
CREATE INDEX call_time ON call (ts);
CREATE INDEX call_endpoint ON call (endpoint, result, ts);
CREATE VIRTUAL TABLE ft USING fts5(email, name, subject, words, content='', detail=column, tokenize="unicode61 remove_diacritics 2");
