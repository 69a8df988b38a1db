# Webhooks: external addresses that are notified of ended jobs.

webhooks = Webhooks
webhooks-about = Addresses that are notified when a job ends. A message contains ids and kinds only: no names, no values.
webhooks-none = No webhooks yet
webhooks-none-about = Register an address and store its secret at the receiver. Each job that ends is then reported there in a signed message.
webhook-new = Register an address
webhook-url = Address
webhook-url-about = https, on port 443 or 8443, reachable from the internet.
webhook-events = Events
event-job-completed = Job done
event-job-failed = Job failed
event-job-cancelled = Job cancelled
webhook-enabled = Enabled
webhook-log = Messages
webhook-rotate = New secret
webhook-remove = Remove
webhook-remove-sure = Remove it and its messages
secret-for = Secret of { $url }
secret-once = Give it to the receiver, who verifies the signatures with it. It is shown only once. The previous secret also signs for one day.
deliveries-none = No messages yet.
delivery-waiting = Waiting
delivery-delivered = Delivered
delivery-failed = Failed
attempt-answered = Attempt { $number }: answered { $status } after { $seconds } s
attempt-unanswered = Attempt { $number }: no answer ({ $error }) after { $seconds } s
replay = Send again
