# Webhooks: who outside is told of finished jobs.

webhooks = Webhooks
webhooks-about = Addresses that are told when a job has ended. A message holds ids and kinds only: no name, no value.
webhooks-none = No address is told yet
webhooks-none-about = Register one, keep its secret with the receiver, and every job that ends is told there, signed.
webhook-new = Register an address
webhook-url = Address
webhook-url-about = https, on port 443 or 8443, and reachable from outside.
webhook-events = Told of
event-job-completed = Job done
event-job-failed = Job failed
event-job-cancelled = Job cancelled
webhook-takes = Takes messages
webhook-log = Messages
webhook-rotate = New secret
webhook-remove = Remove
webhook-remove-sure = Remove it and its messages
secret-for = Secret of { $url }
secret-once = Give it to the receiver, who checks the signatures with it. It is shown this once. An earlier secret signs beside it for one day.
deliveries-none = Nothing has been told there yet.
delivery-waiting = Waiting
delivery-delivered = Delivered
delivery-failed = Failed
sending-answered = Attempt { $number }: answered { $status } after { $seconds } s
sending-unanswered = Attempt { $number }: no answer ({ $error }) after { $seconds } s
replay = Send again
